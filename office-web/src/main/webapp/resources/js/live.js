"use strict";

/*
 * Keeps a page up to date. The server pushes by websocket which stores changed, and a sign of life every 10 s; the page
 * then requests its fragments, telling what it already has, one request at a time. After a long silence or a failed
 * request the page shows that the connection is lost and polls until both work again. After a redeployment the server
 * knows neither the session nor the socket: the response then makes the page reload.
 */
window.office = window.office || {};
office.live = (function () {
  var SLOW = 10000; // poll interval while the websocket is silent
  var GONE = 3000; // poll interval after a failed request: the server may be back any moment
  var LONG = 25000; // silence after which the websocket counts as dead
  var USUAL = 20000; // poll interval otherwise: the server stops reading for pages that have not asked for a minute
  var PATIENCE = 16000; // request timeout: a little more than officeLook's
  var UNKNOWN = 1008; // close code of a socket that the server will not accept again
  var asking = false;
  var again = false;
  var askedAt = Date.now();
  var heardAt = Date.now();
  var answered = true;
  var heard = true;
  var gaveUp = false; // the library does not reopen the socket by itself
  var stale = false;
  var problems = null;
  var skew = 0; // this browser's clock minus the server's, in milliseconds
  var title = document.title;
  var relative = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "always", style: "short" });

  function moment() {
    return document.getElementById("moment");
  }

  function ask() {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    askedAt = Date.now();
    var asked = [
      { name: "office.background", value: "true" },
      { name: "since", value: moment().dataset.version || "" },
      { name: "order", value: moment().dataset.sign || "" }
    ];
    new URLSearchParams(location.search).forEach(function (value, name) {
      asked.push({ name: name, value: value });
    });
    officeLook(asked);
  }

  function looked(status) {
    asking = false;
    answered = status === "success";
    say();
    if (!answered) {
      return;
    }
    if (stale) { // only now, when the server answers: a page that failed to load would not retry
      location.reload();
      return;
    }
    place();
    read();
    if (again) {
      again = false;
      ask();
    }
  }

  /*
   * Says what today's figures mean while the pointer is on them. Rendered into each of a thousand tiles the text would
   * outweigh them; and the tile's link covers the whole tile, so the tooltip has to be the link's.
   */
  function define(event) {
    var tile = event.target.closest && event.target.closest("#tiles > li");
    if (!tile) {
      return;
    }
    var link = tile.querySelector("h2 a") || tile;
    var box = tile.querySelector(".today").getBoundingClientRect();
    var on = event.clientX >= box.left && event.clientX <= box.right
        && event.clientY >= box.top && event.clientY <= box.bottom;
    var text = on ? document.getElementById("tiles").dataset.today : "";
    if (link.title !== text) {
      link.title = text;
    }
  }

  /* Puts the received tiles in their places, and removes those no longer shown. */
  function place() {
    var tiles = document.getElementById("tiles");
    var news = document.querySelector("#news > ul");
    if (!tiles || !news) {
      return;
    }
    var focused = document.activeElement && document.activeElement.closest("#tiles > li");
    var focusedId = focused && focused.id;
    Array.from(news.children).forEach(function (tile) {
      var old = Array.prototype.find.call(tiles.children, function (each) { return each.id === tile.id; });
      if (old) {
        old.replaceWith(tile);
      } else {
        tiles.append(tile);
      }
    });
    order(tiles, news.dataset.order);
    if (focusedId) {
      var link = document.querySelector("#" + CSS.escape(focusedId) + " a");
      if (link) {
        link.focus({ preventScroll: true });
      }
    }
  }

  /* Without ids the order is unchanged, unless there are no tiles at all. */
  function order(tiles, ids) {
    if (!ids && document.querySelector("#summary .empty")) {
      tiles.replaceChildren();
    }
    if (!ids) {
      return;
    }
    var byId = {};
    Array.from(tiles.children).forEach(function (tile) { byId[tile.id] = tile; });
    var next = tiles.firstElementChild;
    ids.split(" ").forEach(function (id) {
      var tile = byId["t-" + id];
      if (!tile) { // it is shown for another reason than a change of its own: request all tiles
        moment().dataset.version = "";
        moment().dataset.sign = "";
        again = true;
        return;
      }
      delete byId[tile.id];
      if (tile === next) {
        next = next.nextElementSibling;
      } else {
        tiles.insertBefore(tile, next);
      }
    });
    Object.values(byId).forEach(function (tile) { tile.remove(); });
  }

  /* Reads the invisible data of the fragments: the server's clock, and how many terminals have a problem. */
  function read() {
    var now = moment();
    skew = Date.now() - Number(now.dataset.now);
    var number = now.dataset.problems === undefined ? null : Number(now.dataset.problems);
    if (number !== null && number !== problems) {
      if (problems !== null) {
        document.getElementById("said").textContent = now.dataset.said;
        if (number > problems) {
          beep();
        }
      }
      problems = number;
      document.title = (problems > 0 ? "(" + problems + ") " : "") + title;
      favicon();
    }
    tick();
  }

  function favicon() {
    var link = document.querySelector("link[rel=icon]");
    link.dataset.plain = link.dataset.plain || link.href;
    if (!problems) {
      link.href = link.dataset.plain;
      return;
    }
    var sign = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><circle cx='16' cy='16' r='16' fill='#b3261e'/>"
        + "<text x='16' y='23' font-size='20' font-weight='700' font-family='sans-serif' text-anchor='middle' fill='#fff'>"
        + (problems > 9 ? "9+" : problems) + "</text></svg>";
    link.href = "data:image/svg+xml," + encodeURIComponent(sign);
  }

  /* Updates "3 sec. ago", by the server's clock. */
  function tick() {
    var now = Date.now() - skew;
    document.querySelectorAll("time.ago[data-at]:not([data-at=''])").forEach(function (time) {
      var seconds = Math.max(0, Math.round((now - Number(time.dataset.at)) / 1000));
      var words = seconds < 60 ? relative.format(-seconds, "second")
        : seconds < 3600 ? relative.format(-Math.floor(seconds / 60), "minute")
        : seconds < 86400 ? relative.format(-Math.floor(seconds / 3600), "hour")
        : relative.format(-Math.floor(seconds / 86400), "day");
      if (time.textContent !== words) {
        time.textContent = words;
      }
    });
  }

  function say() {
    document.getElementById("lost").hidden = heard && answered;
  }

  function lost() {
    if (heard && !asking) {
      askedAt = 0; // poll soon: is the server there?
    }
    heard = false;
    say();
  }

  function closed(code) {
    gaveUp = true;
    stale = stale || code === UNKNOWN;
    lost();
  }

  function opened() {
    ask(); // messages sent meanwhile were missed
  }

  function told(stores) {
    heardAt = Date.now();
    heard = true;
    say();
    var shown = (moment().dataset.stores || "").split(" ");
    if (answered && stores && stores.split(",").some(function (store) { return store === "all" || shown.includes(store); })) {
      ask();
    }
  }

  function look() {
    var now = Date.now();
    if (now - heardAt > LONG && heard) {
      lost();
    }
    if (now - askedAt < (asking ? PATIENCE : !answered ? GONE : heard ? USUAL : SLOW)) {
      return;
    }
    asking = false; // a response that has not arrived by now never will
    ask();
    if (gaveUp && !stale) {
      gaveUp = false;
      OmniFaces.Push.open("board");
    }
  }

  /* Sound is switched on per browser; that click also permits it, as browsers require. */
  var audio = null;

  function beep() {
    if (!audio || localStorage.getItem("office.sound") !== "on") {
      return;
    }
    [0, 0.22].forEach(function (delay, i) {
      var tone = audio.createOscillator();
      var volume = audio.createGain();
      tone.frequency.value = i ? 660 : 880;
      volume.gain.setValueAtTime(0.2, audio.currentTime + delay);
      volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + delay + 0.2);
      tone.connect(volume).connect(audio.destination);
      tone.start(audio.currentTime + delay);
      tone.stop(audio.currentTime + delay + 0.2);
    });
  }

  function sound(on) {
    localStorage.setItem("office.sound", on ? "on" : "off");
    document.getElementById("sound").setAttribute("aria-pressed", String(on));
    if (on && !audio) {
      audio = new AudioContext();
    }
  }

  jQuery(function () { // when the components initialise, which only then know the page's nonce
    read();
    setInterval(tick, 1000);
    setInterval(look, 1000);
    document.addEventListener("mousemove", define);
    var button = document.getElementById("sound");
    if (!button) {
      return;
    }
    button.addEventListener("click", function () {
      sound(button.getAttribute("aria-pressed") !== "true");
      beep();
    });
    if (localStorage.getItem("office.sound") === "on") {
      button.setAttribute("aria-pressed", "true");
      document.addEventListener("click", function () { sound(true); }, { once: true });
    }
  });

  return { looked: looked, opened: opened, told: told, lost: lost, closed: closed };
})();
