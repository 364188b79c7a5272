/* Live charts. On interaction, and only then, a chart's figure loads Vega from
   this site and draws itself again in place: same picture, at the page's width,
   with what each update said under the pointer or the arrow keys. Whatever
   fails, the still chart stays. */
(() => {
  "use strict";
  const VEGA = new URL("vega.js", document.currentScript.src).href;
  const WAKING = ["pointerenter", "pointerdown", "focusin"];
  const NEAR = 8; /* pixels from a signpost's line that still mean it */
  const living = new Set();

  function prepare() {
    for (const chart of living) if (!chart.figure.isConnected) chart.end();
    for (const figure of document.querySelectorAll("figure[data-chart]")) {
      if (figure.dataset.live || !figure.querySelector("svg.fs-plot")) continue;
      figure.dataset.live = "no";
      figure.tabIndex = 0;
      const wake = (event) => {
        for (const type of WAKING) figure.removeEventListener(type, wake);
        begin(figure, pointerOver(figure, event));
      };
      for (const type of WAKING) figure.addEventListener(type, wake, { passive: true });
    }
  }

  /* Where the pointer is while the chart is still being made: what was asked for by the
     waking event is answered then. A mouse that has gone, or a finger that scrolls, asks
     for nothing. */
  function pointerOver(figure, waking) {
    const ends = new AbortController();
    let last = waking;
    const listen = (type, does) => figure.addEventListener(type, does, { signal: ends.signal });
    for (const type of ["pointerdown", "pointermove"]) listen(type, (event) => (last = event));
    listen("pointercancel", () => (last = undefined));
    listen("pointerleave", (event) => {
      if (event.pointerType !== "touch") last = undefined;
    });
    return () => {
      ends.abort();
      return last instanceof PointerEvent ? last : undefined;
    };
  }

  async function begin(figure, pointer) {
    figure.dataset.live = "loading";
    const still = figure.querySelector("svg.fs-plot");
    const stage = document.createElement("div");
    try {
      const [{ draw }, spec] = await Promise.all([import(VEGA), specification(figure)]);
      if (!figure.isConnected) return;
      stage.className = "fs-live";
      stage.style.position = "relative";
      still.before(stage);
      const { left, right } = spec.padding;
      const room = () => Math.max(40, Math.floor(figure.clientWidth) - left - right);
      spec.width = room();
      const frame = stage.appendChild(document.createElement("div"));
      frame.setAttribute("role", "img");
      frame.setAttribute("aria-label", still.getAttribute("aria-label"));
      const canvas = frame.appendChild(document.createElement("div"));
      const view = await draw(canvas, spec);
      /* Vega describes each group of marks; the sentence and the table say it better. */
      canvas.removeAttribute("role");
      canvas.setAttribute("aria-hidden", "true");
      canvas.querySelector("svg").style.display = "block";
      still.style.display = "none";
      const chart = new LiveChart(figure, stage, still, view, spec, room);
      figure.dataset.live = "yes";
      const asked = pointer();
      if (asked) chart.point(asked);
    } catch {
      pointer();
      stage.remove();
      still.style.removeProperty("display");
      figure.dataset.live = "failed";
    }
  }

  async function specification(figure) {
    const answer = await fetch(new URL(figure.dataset.chart, document.baseURI));
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  }

  class LiveChart {
    constructor(figure, stage, still, view, spec, room) {
      Object.assign(this, { figure, stage, still, view, padding: spec.padding });
      /* Of a timeline the places are days; of other charts, numbers. */
      const place = (at) => (typeof at === "number" ? at : Date.parse(at));
      const tuples = (name) => view.data(name).map((row) => ({ ...row, at: place(row.at) }));
      this.updates = tuples("updates").filter((row) => row.index !== undefined);
      this.isTimeline = spec.data.some((rows) => rows.name === "signposts");
      this.signposts = this.isTimeline
        ? tuples("signposts").map((s) => ({ ...s, until: place(s.until) }))
        : [];
      this.focus = -1;
      this.tip = stage.appendChild(tooltip());
      this.ends = new AbortController();
      const listen = (type, does, at = figure) =>
        at.addEventListener(type, does, { signal: this.ends.signal });
      listen("pointermove", (event) => this.point(event));
      listen("pointerdown", (event) => this.point(event));
      /* A finger that is lifted leaves too; what it asked for stays until it asks elsewhere. */
      listen("pointerleave", (event) => event.pointerType !== "touch" && this.forget());
      listen("pointercancel", () => this.forget());
      listen("pointerdown", (event) => figure.contains(event.target) || this.forget(), document);
      listen("focusout", () => this.forget());
      listen("keydown", (event) => this.key(event));
      this.watch = new ResizeObserver(() => {
        if (view.width() !== room()) {
          this.forget();
          view.width(room()).runAsync();
        }
      });
      this.watch.observe(figure);
      living.add(this);
    }

    end() {
      this.ends.abort();
      this.watch.disconnect();
      this.view.finalize();
      living.delete(this);
    }

    /* The signpost under the pointer, else the update in force on that day; where there
       are no days, the nearest mark. */
    point(event) {
      const box = this.stage.getBoundingClientRect();
      const x = event.clientX - box.left - this.padding.left;
      const y = event.clientY - box.top - this.padding.top;
      const [days, levels] = [this.view.scale("x"), this.view.scale("y")];
      if (y < -NEAR || y > this.view.height() + NEAR || x < -this.padding.left) return this.forget();
      if (!this.isTimeline) {
        const far = (row) => Math.hypot(days(row.at) - x, levels(row.level) - y);
        const nearest = this.updates.reduce((a, b) => (far(b) < far(a) ? b : a), this.updates[0]);
        return nearest ? this.show(nearest) : this.forget();
      }
      const day = days.invert(Math.min(Math.max(x, 0), this.view.width())).getTime();
      const away = (row) => Math.abs(levels(row.level) - y);
      const inForce = this.updates.findLast((u) => u.at <= day) ?? this.updates[0];
      const near = this.signposts.filter((s) => away(s) <= NEAR && s.at <= day && day <= s.until);
      if (near.length && !(inForce && away(inForce) < away(near[0]))) {
        this.see(-1);
        this.say(near.map((s) => s.tip), x, levels(near[0].level));
      } else if (inForce) {
        /* Of several on one day, the one at whose height the pointer is. */
        const twins = this.updates.filter((u) => u.at === inForce.at);
        this.show(twins.reduce((one, other) => (away(other) < away(one) ? other : one)));
      }
    }

    key(event) {
      if (event.key === "Escape") return this.forget();
      const last = this.updates.length - 1;
      const goes = {
        ArrowLeft: (at) => (at < 0 ? last : at - 1),
        ArrowRight: (at) => at + 1,
        Home: () => 0,
        End: () => last,
      }[event.key];
      if (!goes || event.target !== this.figure || last < 0) return;
      event.preventDefault();
      this.show(this.updates[Math.min(Math.max(goes(this.focus), 0), last)]);
    }

    show(update) {
      this.see(update.index);
      const [days, levels] = [this.view.scale("x"), this.view.scale("y")];
      this.say([update.tip], days(update.at), levels(update.level));
    }

    see(index) {
      if (index === this.focus) return;
      this.focus = index;
      this.view.signal("focus", index).runAsync();
    }

    /* Tips are an author's words: they only ever become text. */
    say(texts, x, y) {
      const { tip, stage, padding } = this;
      const said = texts.join("\n");
      if (tip.dataset.said !== said) {
        tip.dataset.said = said;
        tip.replaceChildren(...texts.flatMap((text) => text.split("\n").map(line)));
      }
      tip.hidden = false;
      const room = stage.clientWidth - tip.offsetWidth;
      const left = padding.left + x;
      const beside = left + 14 <= room ? left + 14 : left - 14 - tip.offsetWidth;
      tip.style.left = `${Math.max(0, Math.min(beside, room))}px`;
      const above = padding.top + y - tip.offsetHeight - 12;
      tip.style.top = `${above >= 0 ? above : padding.top + y + 14}px`;
    }

    forget() {
      this.tip.hidden = true;
      this.see(-1);
    }
  }

  function line(text, position) {
    const made = document.createElement(position ? "div" : "strong");
    made.style.display = "block";
    made.textContent = text;
    return made;
  }

  function tooltip() {
    const tip = document.createElement("div");
    tip.className = "fs-tip";
    tip.setAttribute("role", "status");
    tip.hidden = true;
    Object.assign(tip.style, {
      position: "absolute",
      zIndex: "1",
      width: "max-content",
      maxWidth: "min(17rem, 100%)",
      boxSizing: "border-box",
      padding: ".45rem .65rem",
      pointerEvents: "none",
      fontSize: ".82rem",
      lineHeight: "1.4",
      color: "var(--fs-ink, #1b1f24)",
      background: "var(--fs-card, #fff)",
      border: "1px solid var(--fs-rule, #dcd8cf)",
      borderRadius: "3px",
      boxShadow: "0 2px 10px rgb(0 0 0 / .12)",
    });
    return tip;
  }

  if (window.document$?.subscribe) window.document$.subscribe(prepare);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", prepare);
  else prepare();
})();
