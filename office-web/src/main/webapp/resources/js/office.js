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

/*
 * One click, one act: what follows at the same place within 0.4 s is the same click, on the page that came meanwhile too.
 * Then the form's buttons wait until it is answered. The server does a form once whatever arrives.
 */
(function () {
  var SAME = 400;
  var LONG = 15000; // an answer that did not come by now was stopped
  var KEY = "office.click";

  document.addEventListener("click", function (event) {
    var before = JSON.parse(sessionStorage.getItem(KEY) || "{}");
    var now = { at: Date.now(), x: event.screenX, y: event.screenY };
    sessionStorage.setItem(KEY, JSON.stringify(now));
    var again = now.at - before.at < SAME && Math.abs(now.x - before.x) < 6 && Math.abs(now.y - before.y) < 6;
    if (again && event.target.closest("[type=submit]")) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);

  document.addEventListener("input", function () {
    sessionStorage.removeItem(KEY);
  }, true);

  function wait(form, waits) {
    form.querySelectorAll("[type=submit]").forEach(function (button) {
      button.disabled = waits;
    });
  }

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post" || event.defaultPrevented) {
      return;
    }
    setTimeout(function () { // the button that was clicked goes along with the form
      wait(form, true);
    });
    var end = setTimeout(wait, LONG, form, false);
    window.addEventListener("pageshow", function () {
      clearTimeout(end);
      wait(form, false);
    }, { once: true });
  });
})();

/* The zone that this browser lives in, where none is chosen yet. */
document.addEventListener("DOMContentLoaded", function () {
  document.querySelectorAll("select[data-zone]").forEach(function (zones) {
    zones.value = zones.value || Intl.DateTimeFormat().resolvedOptions().timeZone;
  });
});

/* What PrimeFaces leaves out of its tables: a name for each pager, and the keyboard for a table that scrolls sideways. */
document.addEventListener("DOMContentLoaded", function () {
  function complete() {
    document.querySelectorAll(".ui-datatable").forEach(function (table) {
      var card = table.closest("section");
      var heading = card && card.querySelector("h1, h2");
      var name = heading ? heading.textContent.trim() : "";
      table.querySelectorAll(".ui-paginator:not([aria-label])").forEach(function (pager) {
        pager.setAttribute("aria-label", name);
      });
      table.querySelectorAll(".ui-datatable-tablewrapper").forEach(function (wrapper) {
        if (wrapper.scrollWidth > wrapper.clientWidth && !wrapper.hasAttribute("tabindex")) {
          wrapper.setAttribute("tabindex", "0");
          wrapper.setAttribute("role", "region");
          wrapper.setAttribute("aria-label", name);
        }
      });
    });
  }
  if (document.querySelector(".ui-datatable")) {
    complete();
    window.addEventListener("resize", complete);
    new MutationObserver(complete).observe(document.getElementById("content"), { childList: true, subtree: true });
  }
});

/* A figure's definition shows while the pointer or the keyboard is on it, and goes away with Escape. */
document.addEventListener("keydown", function (event) {
  if (event.key === "Escape") {
    document.querySelectorAll(".define:hover, .define:focus").forEach(function (figure) {
      figure.classList.add("dismissed");
      ["mouseleave", "blur"].forEach(function (end) {
        figure.addEventListener(end, function () {
          figure.classList.remove("dismissed");
        }, {once: true});
      });
    });
  }
});
