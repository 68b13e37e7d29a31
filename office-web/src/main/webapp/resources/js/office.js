"use strict";

/* The menus of the top bar and the drawer. Without this script the menus still open and close by their summary. */
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

  /* On a phone the drawer covers the page; on wider screens the menu is always visible. */
  document.addEventListener("click", function (event) {
    var burger = event.target.closest("[data-drawer]");
    if (burger) {
      var open = document.body.classList.toggle("drawer-open");
      burger.setAttribute("aria-expanded", String(open));
    }
  });
})();

/*
 * Debounces submit buttons: another click at the same place within 0.4 s is ignored, even on the next page. The form's
 * buttons are then disabled until the response arrives. The server processes a form once in any case (IdempotentForms).
 */
(function () {
  var SAME = 400;
  var LONG = 15000; // a response that has not arrived by now was cancelled
  var KEY = "office.click";

  document.addEventListener("click", function (event) {
    var before = JSON.parse(sessionStorage.getItem(KEY) || "{}");
    // The keyboard clicks at no place (detail 0): there, the same button is the same place.
    var now = { at: Date.now(), x: event.screenX, y: event.screenY, button: event.detail ? "" : event.target.id };
    sessionStorage.setItem(KEY, JSON.stringify(now));
    var again = now.at - before.at < SAME && now.button === before.button
        && Math.abs(now.x - before.x) < 6 && Math.abs(now.y - before.y) < 6;
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
    setTimeout(function () { // after the submit, which must include the button clicked
      wait(form, true);
    });
    var end = setTimeout(wait, LONG, form, false);
    window.addEventListener("pageshow", function () {
      clearTimeout(end);
      wait(form, false);
    }, { once: true });
  });
})();

/* Preselects the browser's time zone where none is chosen yet. */
document.addEventListener("DOMContentLoaded", function () {
  document.querySelectorAll("select[data-zone]").forEach(function (zones) {
    zones.value = zones.value || Intl.DateTimeFormat().resolvedOptions().timeZone;
  });
});

/* Accessibility that PrimeFaces tables lack: a name for each pager, and keyboard scrolling of wide tables. */
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

/* A receipt whose copy was counted prints itself. */
document.addEventListener("DOMContentLoaded", function () {
  if (document.querySelector("#paper[data-copy=true]")) {
    window.print();
  }
});

/*
 * A figure's definition shows on hover and focus; Escape dismisses it until the focus or the pointer moves on.
 * Remembered outside the figure, because a live refresh renders the figure again.
 */
(function () {
  var dismissed = null; // the id of a definition

  function definition(element) {
    var figure = element && element.closest && element.closest(".define, .definition");
    return figure ? figure.getAttribute("aria-describedby") || figure.id : null;
  }

  function dismiss(id) {
    dismissed = id;
    document.body.classList.toggle("dismissed", id !== null);
  }

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      dismiss(definition(document.querySelector(".define:focus, .define:hover, .definition:hover")));
    }
  });

  document.addEventListener("focusin", function (event) {
    if (definition(event.target) !== dismissed) {
      dismiss(null);
    }
  });

  document.addEventListener("mouseover", function (event) {
    if (definition(event.target) !== dismissed && definition(document.activeElement) !== dismissed) {
      dismiss(null);
    }
  });
})();
