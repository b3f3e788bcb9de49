"use strict";
{
  const changes = [...document.querySelectorAll(".change")];
  const count = document.getElementById("count");
  let wanted = changes, at = -1, rule = "";

  const tell = () => { count.textContent = wanted.length ? `${at + 1} / ${wanted.length}` : "0"; };
  const step = (by) => {
    if (!wanted.length) return;
    wanted[at]?.classList.remove("at");
    at = at < 0 && by < 0 ? wanted.length - 1 : (at + by + wanted.length) % wanted.length;
    if (document.body.className !== "review") view("review");
    wanted[at].classList.add("at");
    wanted[at].scrollIntoView({ block: "center" });
    tell();
  };
  const view = (name) => {
    document.body.className = name;
    for (const each of document.querySelectorAll("[data-view]")) each.classList.toggle("on", each.dataset.view === name);
  };
  const only = (name) => {
    wanted[at]?.classList.remove("at");
    rule = name === rule ? "" : name;
    wanted = rule ? changes.filter((each) => each.dataset.rules.split(" ").includes(rule)) : changes;
    for (const each of changes) each.classList.toggle("away", Boolean(rule) && !wanted.includes(each));
    for (const each of document.querySelectorAll("[data-rule]")) each.classList.toggle("on", each.dataset.rule === rule);
    at = -1;
    if (rule) step(1); else tell();
  };

  document.addEventListener("click", (event) => {
    const { view: shown, step: by, rule: name } = event.target.dataset;
    if (shown) view(shown);
    if (by) step(Number(by));
    if (name) only(name);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const key = event.key;
    if (key === "n" || key === "p") step(key === "n" ? 1 : -1);
    else if (key === "Escape") { rule = ""; only(""); }
    else if (document.querySelector(`[data-view][title="${CSS.escape(key)}"]`)) view(document.querySelector(`[data-view][title="${CSS.escape(key)}"]`).dataset.view);
    else document.querySelector(`a[data-key="${CSS.escape(key)}"]`)?.click();
  });
  view("review");
  tell();
}
