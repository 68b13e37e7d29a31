"use strict";

/* Dialogs for the entries of a list that refreshes itself. */
(function () {
  var opener;

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-dialog]");
    if (button) {
      var dialog = document.getElementById(button.dataset.dialog);
      dialog.querySelector("form").reset();
      dialog.querySelector("input[id$=':id']").value = button.dataset.id;
      dialog.querySelector(".subject").textContent = button.dataset.subject;
      dialog.dataset.state = button.dataset.state || "";
      opener = button.id;
      dialog.showModal();
    } else if (event.target.closest("[data-close]")) {
      event.target.closest("dialog").close();
    }
  });

  /* The button may have been rendered again meanwhile, or be gone with its alert. */
  document.addEventListener("close", function () {
    var back = document.getElementById(opener) || document.querySelector("h1[tabindex]");
    back.focus();
    var fault = document.querySelector("#messages .bad");
    if (fault) {
      fault.scrollIntoView({block: "center"});
    }
  }, true);
})();
