// Counts the minutes of the step that runs. Without script the times stand in words.
const TICK_SECONDS = 10;
const MINUTE = 60 * 1000;

/** "3 minutes left", "about a minute left", "2 minutes over": calm, and never red. */
function said(until, now) {
  const minutes = Math.ceil((until - now) / MINUTE);
  if (minutes > 1) {
    return `${minutes} minutes left`;
  }
  if (minutes >= 0) {
    return "About a minute left";
  }
  return minutes === -1 ? "A minute over" : `${-minutes} minutes over`;
}

function tick() {
  for (const clock of document.querySelectorAll("[data-clock]")) {
    const until = Date.parse(clock.dataset.until);
    if (!Number.isNaN(until)) {
      const words = said(until, Date.now());
      if (clock.textContent !== words) {
        clock.textContent = words;
      }
    }
  }
}

tick();
setInterval(tick, TICK_SECONDS * 1000);
document.addEventListener("htmx:after:swap", tick);
