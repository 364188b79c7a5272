// Applies the palette a reader chose before, or the system's, ahead of the first paint.
(function () {
  var systemWide = "(prefers-color-scheme)";
  var chosen = __md_get("__palette");
  var media = chosen && chosen.color ? chosen.color.media : systemWide;
  if (media === systemWide) {
    media = matchMedia("(prefers-color-scheme: dark)").matches
      ? "(prefers-color-scheme: dark)"
      : "(prefers-color-scheme: light)";
  }
  var option = document.querySelector("[data-md-color-media='" + media + "']");
  if (!option) return;
  ["scheme", "primary", "accent", "media"].forEach(function (name) {
    document.body.setAttribute("data-md-color-" + name, option.getAttribute("data-md-color-" + name));
  });
})();
