"use strict";

/* Counts down the validity of an enrolment code. The page itself polls its state every few seconds. */
setInterval(function () {
  document.querySelectorAll("[data-left]").forEach(function (clock) {
    var left = Math.max(0, Number(clock.dataset.left) - 1);
    clock.dataset.left = String(left);
    clock.textContent = Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0");
  });
}, 1000);
