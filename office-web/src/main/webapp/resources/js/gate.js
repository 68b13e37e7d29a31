"use strict";

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
