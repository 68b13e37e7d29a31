"use strict";

/* The bar's menus and the drawer. Without this script they still open and close, by their summary. */
(function () {
  function close(menu) {
    menu.open = false;
  }

  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) {
        close(menu);
      }
    });
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") {
      return;
    }
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      var inside = menu.contains(document.activeElement);
      close(menu);
      if (inside) {
        menu.querySelector("summary").focus();
      }
    });
  });

  /* The drawer lies over the page on a phone; beside it, the menu is always there. */
  document.addEventListener("click", function (event) {
    var burger = event.target.closest("[data-drawer]");
    if (burger) {
      var open = document.body.classList.toggle("drawer-open");
      burger.setAttribute("aria-expanded", String(open));
    }
  });
})();
