// The wall turns with the arrow keys and with what a hand-held presenter sends. Without
// script its buttons do the same.
const BEFORE = new Set(["ArrowLeft", "PageUp"]);
const AFTER = new Set(["ArrowRight", "PageDown"]);

function isTyping(target) {
  return target.closest("input, textarea, select, [contenteditable]") !== null;
}

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target)) {
    return;
  }
  const way = BEFORE.has(event.key) ? "before" : AFTER.has(event.key) ? "after" : "";
  const button = way && document.querySelector(`[data-turn="${way}"]`);
  if (button) {
    event.preventDefault();
    button.click();
  }
});
