// The globals that Material's bundle expects (its partials/javascripts/base.html),
// as a file, because the content policy forbids inline scripts.
var __md_scope = new URL(document.currentScript.dataset.base, location);
function __md_hash(text) {
  return Array.from(text).reduce(function (sum, letter) {
    return (sum << 5) - sum + letter.charCodeAt(0);
  }, 0);
}
function __md_get(key, storage, scope) {
  try {
    return JSON.parse((storage || localStorage).getItem((scope || __md_scope).pathname + "." + key));
  } catch (error) {
    return null; // storage is blocked: the reader has no settings, and needs none
  }
}
function __md_set(key, value, storage, scope) {
  try {
    (storage || localStorage).setItem((scope || __md_scope).pathname + "." + key, JSON.stringify(value));
  } catch (error) {
    // as above
  }
}
