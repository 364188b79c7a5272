// Material asks for the whole search index as soon as a page opens. This holds
// that one request back until the reader turns to the search.
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
