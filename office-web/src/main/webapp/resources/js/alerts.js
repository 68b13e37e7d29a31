"use strict";

/* Shows how long ago something happened. */
(function () {
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
