// Keeps the screen fresh, follows a run's output. Whatever comes from outside becomes text nodes,
// never markup.
"use strict";
(() => {
  document.documentElement.classList.add("script");

  // Fresh screens. A part says by data-every how often it wants to be asked for.
  let asked = 0;
  setInterval(() => {
    const look = document.querySelector("[data-every]");
    const typing = look && look.contains(document.activeElement)
      && document.activeElement.matches("input, select, textarea");
    if (!look || document.hidden || typing || !getSelection().isCollapsed) return;
    if (performance.now() - asked >= Number(look.dataset.every)) refresh();
  }, 250);

  function refresh() {
    asked = performance.now();
    document.body.dispatchEvent(new Event("refresh"));
  }
  document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });

  // A worker that does not answer is told, and forgotten when it does again.
  const said = document.getElementById("said");
  let away = false;
  function tellAway() {
    if (away || !said) return;
    away = true;
    const sentence = document.createElement("p");
    sentence.className = "said bad";
    sentence.textContent = "The worker does not answer. What you see is from "
      + new Date().toLocaleTimeString() + "; it is asked again and again.";
    said.replaceChildren(sentence);
  }
  document.addEventListener("htmx:sendError", tellAway);
  document.addEventListener("htmx:timeout", tellAway);
  document.addEventListener("htmx:afterOnLoad", () => {
    if (away && said) { away = false; said.replaceChildren(); }
  });

  const log = document.getElementById("log");
  if (log) follow(log);

  function follow(log) {
    const most = 1500000;
    const wrap = document.getElementById("log-wrap");
    const stick = document.getElementById("log-follow");
    const note = document.getElementById("log-note");
    let style = new Set();
    let kept = 0;
    let held = "";

    wrap.addEventListener("change", () => log.classList.toggle("wrap", wrap.checked));
    stick.addEventListener("change", () => { if (stick.checked) log.scrollTop = log.scrollHeight; });
    log.addEventListener("scroll", () => {
      const end = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
      if (stick.checked !== end) stick.checked = end;
    });

    const events = new EventSource(log.dataset.follow);
    events.addEventListener("output", (event) => {
      const end = stick.checked;
      append(JSON.parse(event.data).text);
      if (end) log.scrollTop = log.scrollHeight;
    });
    events.addEventListener("end", () => { events.close(); refresh(); });
    events.addEventListener("problem", (event) => { tell(JSON.parse(event.data)); events.close(); });
    events.addEventListener("error", () => {
      if (events.readyState === EventSource.CLOSED) tell("The output cannot be followed now; load the page again.");
    });
    const tell = (sentence) => { note.textContent = sentence; };

    // Text up to the next colour sequence, then what the sequence sets (ECMA-48, 8.3.117).
    function append(text) {
      const part = document.createDocumentFragment();
      const piece = /([^\x1b]+)|\x1b\[([0-9;]*)m|\x1b/g;
      text = held + text;
      held = /\x1b(\[[0-9;]*)?$/.exec(text)?.[0] ?? "";
      if (held) text = text.slice(0, -held.length);
      for (const [, plain, codes] of text.matchAll(piece)) {
        if (plain) part.append(styled(plain));
        else if (codes !== undefined) set(codes.split(";").map(Number));
      }
      log.append(part);
      kept += text.length;
      let dropped = false;
      while (kept > most && log.childNodes.length > 1) {
        kept -= log.firstChild.textContent.length;
        log.firstChild.remove();
        dropped = true;
      }
      if (dropped) note.textContent = "Only the newest part is shown; Download has all.";
    }

    function styled(plain) {
      if (style.size === 0) return document.createTextNode(plain);
      const span = document.createElement("span");
      span.className = [...style].join(" ");
      span.textContent = plain;
      return span;
    }

    function set(codes) {
      for (let i = 0; i < codes.length; i++) {
        const code = codes[i];
        if (code === 0) style = new Set();
        else if (code === 1) style.add("bold");
        else if (code === 2) style.add("faint");
        else if (code === 4) style.add("under");
        else if (code === 22) { style.delete("bold"); style.delete("faint"); }
        else if (code === 24) style.delete("under");
        else if (code === 38 || code === 48) i += codes[i + 1] === 5 ? 2 : 4;
        else if (code >= 30 && code <= 37) paint("fg", code - 30);
        else if (code >= 90 && code <= 97) paint("fg", code - 90);
        else if (code >= 40 && code <= 47) paint("bg", code - 40);
        else if (code >= 100 && code <= 107) paint("bg", code - 100);
        else if (code === 39) paint("fg", -1);
        else if (code === 49) paint("bg", -1);
      }
    }

    function paint(what, colour) {
      for (const one of style) if (one.startsWith(what)) style.delete(one);
      if (colour >= 0) style.add(what + colour);
    }
  }
})();
