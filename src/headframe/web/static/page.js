// What the page does more of with scripts on: the as-of slider, cards over the page, lines to copy. All of it works without.
"use strict";

(() => {
  document.documentElement.classList.add("scripted");
  const announce = () => document.dispatchEvent(new Event("headframe:page"));

  // --- another day, without leaving the place on the page
  let coming = null;
  const here = () => location.pathname + location.search;
  let shown = here();

  async function show(address, { keep = true, push = true } = {}) {
    coming?.abort();
    coming = new AbortController();
    document.body.classList.add("busy");
    try {
      const response = await fetch(address, { signal: coming.signal, headers: { Accept: "text/html" } });
      const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
      const focused = document.activeElement?.matches?.(".asof input[type=range]");
      const top = window.scrollY;
      document.title = parsed.title;
      document.getElementById("main").replaceWith(document.adoptNode(parsed.getElementById("main")));
      document.querySelector(".bottom").replaceWith(document.adoptNode(parsed.querySelector(".bottom")));
      document.querySelector(".top").replaceWith(document.adoptNode(parsed.querySelector(".top")));
      if (push) history.pushState({}, "", address);
      shown = here();
      if (keep) window.scrollTo(0, top);
      announce();
      if (focused) document.querySelector(".asof input[type=range]")?.focus();
    } catch (error) {
      if (error.name !== "AbortError") location.assign(address);
    } finally {
      document.body.classList.remove("busy");
    }
  }

  // A step to a place on the same page is one too, and needs nothing new; an audit could not even be asked for again.
  window.addEventListener("popstate", () => { if (here() !== shown) show(location.href, { push: false }); });

  function slider(form) {
    const days = (form.dataset.days || "").split(" ").filter(Boolean);
    const field = form.querySelector("input[type=date]");
    if (days.length < 2 || form.querySelector("input[type=range]")) return;
    const found = days.findLastIndex((day) => day <= field.value);
    const range = document.createElement("input");
    Object.assign(range, { type: "range", min: 0, max: days.length - 1, value: Math.max(0, found) });
    range.setAttribute("aria-label", "Day on which something became known");
    range.setAttribute("aria-valuetext", field.value);
    let waiting = 0;
    range.addEventListener("input", () => {
      field.value = days[range.value];
      range.setAttribute("aria-valuetext", field.value);
      clearTimeout(waiting);
      waiting = setTimeout(() => show(addressOf(form)), 220);
    });
    field.closest("form").querySelector("button").after(range);
  }

  function addressOf(form) {
    const query = new URLSearchParams(new FormData(form));
    return `${form.getAttribute("action")}?${query}`;
  }

  // --- a number's card over the page
  const trail = [];

  function dialog() {
    const known = document.querySelector("dialog.card");
    if (known) return known;
    const made = document.createElement("dialog");
    made.className = "card";
    made.setAttribute("aria-label", "Where the number comes from");
    made.innerHTML = '<div class="bar"><button type="button" class="back">◀ back</button><a class="open">open as a page</a>'
      + '<button type="button" class="close">close ✕</button></div><div class="body"></div>';
    made.querySelector(".close").addEventListener("click", () => made.close());
    made.querySelector(".back").addEventListener("click", () => { trail.pop(); card(trail.pop()); });
    made.addEventListener("click", (event) => { if (event.target === made) made.close(); });
    made.addEventListener("close", () => { trail.length = 0; });
    document.body.append(made);
    return made;
  }

  async function card(address) {
    const response = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
    const parsed = response && new DOMParser().parseFromString(await response.text(), "text/html");
    const found = parsed?.getElementById("card") || parsed?.querySelector(".problem");
    if (!found) { location.assign(address); return; }
    const box = dialog();
    trail.push(address);
    box.querySelector(".body").replaceChildren(document.adoptNode(found));
    box.querySelector(".open").href = address;
    box.querySelector(".back").hidden = trail.length < 2;
    if (!box.open) box.showModal();
    box.scrollTop = 0;
    announce();
  }

  // A number explained at the foot of its own page: the same words, over the page.
  function beside(place) {
    const box = dialog();
    const copy = document.createElement("div");
    copy.className = "why";
    copy.append(...[...place.cloneNode(true).childNodes]);
    box.querySelector(".body").replaceChildren(copy);
    box.querySelector(".open").href = `#${place.id}`;
    box.querySelector(".back").hidden = true;
    if (!box.open) box.showModal();
    box.scrollTop = 0;
  }

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a");
    if (!link) return;
    const address = link.getAttribute("href") || "";
    const onWhyPage = location.pathname === "/why" && !link.closest("dialog");
    if (address.startsWith("/why?") && !link.classList.contains("open") && !onWhyPage) {
      event.preventDefault();
      card(address);
    } else if (address.startsWith("#behind-") && !link.classList.contains("open")) {
      const place = document.getElementById(address.slice(1));
      if (place) { event.preventDefault(); beside(place); }
    } else if (link.classList.contains("open") && address.startsWith("#")) {
      link.closest("dialog")?.close();
    } else if (link.closest(".asof .steps")) {
      event.preventDefault();
      show(address);
    }
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches(".asof")) { event.preventDefault(); show(addressOf(form)); }
  });

  // --- lines to copy
  function copies(line) {
    if (line.nextElementSibling?.matches(".copy") || !navigator.clipboard) return;
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "copy", textContent: "copy" });
    button.setAttribute("aria-label", `Copy: ${line.textContent}`);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(line.textContent.trim());
      button.textContent = "copied";
      setTimeout(() => { button.textContent = "copy"; }, 1500);
    });
    line.after(button);
  }

  // --- a slider beside a number's field: the field is what is sent
  function slides(field) {
    if (field.nextElementSibling?.matches("input[type=range]")) return;
    const range = document.createElement("input");
    Object.assign(range, { type: "range", min: field.min, max: field.max, step: field.dataset.slider, value: field.value });
    range.setAttribute("aria-label", `${field.labels[0]?.textContent || field.name}, slider`);
    range.addEventListener("input", () => { field.value = range.value; });
    field.addEventListener("input", () => { range.value = field.value; });
    field.after(range);
  }

  // --- files dropped on a form
  function drops(form) {
    const field = form.querySelector("input[type=file]");
    if (!field || form.dataset.ready) return;
    form.dataset.ready = "yes";
    form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
    form.addEventListener("dragleave", () => form.classList.remove("over"));
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      form.classList.remove("over");
      if (event.dataTransfer.files.length) { field.files = event.dataTransfer.files; form.requestSubmit(); }
    });
  }

  document.addEventListener("headframe:page", () => {
    document.querySelectorAll("form.asof").forEach(slider);
    document.querySelectorAll(".typed .line").forEach(copies);
    document.querySelectorAll("form.drop").forEach(drops);
    document.querySelectorAll("input[data-slider]").forEach(slides);
  });
  announce();
})();
