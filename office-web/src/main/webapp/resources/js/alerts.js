"use strict";

/* Dialogs for what stands in a list that is drawn again by itself, and how long ago something was. */
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

  /* The button may have been drawn anew meanwhile, or be gone with its alert. */
  document.addEventListener("close", function () {
    var back = document.getElementById(opener) || document.getElementById("alerts");
    back.focus();
    var fault = document.querySelector("#messages .bad");
    if (fault) {
      fault.scrollIntoView({block: "center"});
    }
  }, true);

  var UNITS = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

  function ago(moment, words) {
    var seconds = Math.min(0, Math.round((Date.parse(moment) - Date.now()) / 1000));
    var unit = UNITS.find(function (each) {
      return -seconds >= each[1];
    }) || UNITS[3];
    return words.format(Math.trunc(seconds / unit[1]), unit[0]);
  }

  function tell() {
    var words = new Intl.RelativeTimeFormat(document.documentElement.lang + "-u-nu-latn", {numeric: "auto"});
    document.querySelectorAll("[data-ago]").forEach(function (place) {
      var text = ago(place.dataset.ago, words);
      if (place.textContent !== text) {
        place.textContent = text;
      }
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    tell();
    setInterval(tell, 1000);
    var asked = document.querySelector(".alert.asked");
    if (asked) {
      asked.scrollIntoView({block: "center"});
    }
  });
})();
