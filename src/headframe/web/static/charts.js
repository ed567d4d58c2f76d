// Pictures that answer to the pointer, drawn by Vega-Lite from the same series as the still ones, which they replace.
"use strict";

(() => {
  let library = null;

  function vega() {
    library ??= new Promise((found, failed) => {
      const script = document.createElement("script");
      Object.assign(script, { src: "/static/vega.js", onload: found, onerror: failed });
      document.head.append(script);
    });
    return library;
  }

  const night = window.matchMedia("(prefers-color-scheme: dark)");

  async function draw(figure) {
    const place = figure.querySelector(".chart");
    const still = place.querySelector("img");
    const tone = night.matches ? `${figure.dataset.chart.includes("?") ? "&" : "?"}tone=dark` : "";
    const [response] = await Promise.all([fetch(figure.dataset.chart + tone), vega()]);
    if (!response.ok) return;
    place.querySelector("div")?.remove();
    figure.classList.toggle("night", night.matches);
    const drawn = document.createElement("div");
    drawn.hidden = true;
    place.append(drawn);
    // `ast` has expressions interpreted: the page forbids code made from text.
    const options = { ast: true, actions: false, renderer: "canvas", defaultStyle: false, tooltip: { disableDefaultStyle: true } };
    await window.vegaEmbed(drawn, await response.json(), options);
    drawn.querySelector("canvas")?.setAttribute("aria-hidden", "true");
    drawn.hidden = false;
    still.classList.add("hidden-words");
  }

  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      seen.unobserve(entry.target);
      draw(entry.target).catch(() => {});
    }
  }, { rootMargin: "200px" });

  // A reader who turns the light on or off sees the pictures in its tones.
  night.addEventListener("change", () => {
    document.querySelectorAll("figure.night, figure:has(canvas)").forEach((figure) => draw(figure).catch(() => {}));
  });

  document.addEventListener("headframe:page", () => {
    document.querySelectorAll("figure[data-chart]:not([data-seen])").forEach((figure) => {
      figure.dataset.seen = "yes";
      seen.observe(figure);
    });
  });
  document.dispatchEvent(new Event("headframe:page"));
})();
