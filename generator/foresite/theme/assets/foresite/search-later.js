// Material asks for the whole search index, and for the worker that reads it, as
// soon as a page opens. This holds the one request back until the reader turns to
// the search, and the worker until it is given something to do.
(function () {
  var wanted = false;
  var waiting = [];
  var open = XMLHttpRequest.prototype.open;
  var send = XMLHttpRequest.prototype.send;
  XMLHttpRequest.prototype.open = function (method, address) {
    this.isSearchIndex = String(address).endsWith("search/search_index.json");
    return open.apply(this, arguments);
  };
  XMLHttpRequest.prototype.send = function (body) {
    if (this.isSearchIndex && !wanted) waiting.push(this);
    else send.call(this, body);
  };
  var StartedWorker = window.Worker;
  function LaterWorker(address, options) {
    if (!/\/workers\/search\.[^/]*$/.test(String(address))) return new StartedWorker(address, options);
    var started = null;
    var listeners = [];
    this.postMessage = function (message) {
      if (!started) {
        started = new StartedWorker(address, options);
        listeners.forEach(function (listener) {
          started.addEventListener.apply(started, listener);
        });
      }
      started.postMessage(message);
    };
    this.addEventListener = function () {
      listeners.push(arguments);
      if (started) started.addEventListener.apply(started, arguments);
    };
    this.removeEventListener = function (type, does) {
      listeners = listeners.filter(function (listener) {
        return listener[0] !== type || listener[1] !== does;
      });
      if (started) started.removeEventListener(type, does);
    };
  }
  window.Worker = LaterWorker;
  function release() {
    wanted = true;
    waiting.splice(0).forEach(function (request) {
      send.call(request);
    });
  }
  function concernsSearch(target) {
    return target instanceof Element && target.closest("#__search, .md-search, label[for=__search]");
  }
  ["focusin", "change", "pointerdown"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      if (!wanted && concernsSearch(event.target)) release();
    });
  });
})();
