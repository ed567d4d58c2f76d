// How far a job is, while it runs. Without scripts the page loads itself anew every few seconds.
"use strict";

(() => {
  const place = document.querySelector(".job[data-events]");
  if (!place) return;
  const stream = new EventSource(place.dataset.events);
  const bar = place.querySelector("progress");
  const numbers = place.querySelector(".numbers");

  stream.onmessage = (event) => {
    const told = JSON.parse(event.data);
    if (told.over) { stream.close(); location.reload(); return; }
    place.querySelector(".stage b").textContent = told.ending ? `${told.stage}, ending` : told.stage;
    place.querySelector(".words").textContent = told.words;
    place.querySelector(".seconds").textContent = `${Math.round(told.seconds)} s`;
    if (told.done === null) bar.removeAttribute("value"); else bar.value = told.done;
    numbers.replaceChildren(...told.numbers.map(([name, value]) => {
      const row = document.createElement("div");
      row.append(Object.assign(document.createElement("dt"), { textContent: name }),
        Object.assign(document.createElement("dd"), { textContent: value }));
      return row;
    }));
  };
})();
