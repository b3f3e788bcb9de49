"use strict";
{
  const body = document.querySelector("#list tbody");
  const search = document.getElementById("search");
  const rows = [...body.rows];
  let at = -1, sorted = -1, falling = false;

  const seen = () => [...body.rows].filter((row) => !row.hidden);
  const move = (by) => {
    const shown = seen();
    if (!shown.length) return;
    for (const row of rows) row.classList.remove("at");
    at = Math.min(Math.max(at + by, 0), shown.length - 1);
    shown[at].classList.add("at");
    shown[at].scrollIntoView({ block: "nearest" });
  };
  const value = (row, column) => row.cells[column]?.textContent ?? "";
  const compare = (left, right) => {
    const [one, other] = [parseFloat(left), parseFloat(right)];
    return isNaN(one) || isNaN(other) ? left.localeCompare(right, "zh") : one - other;
  };
  const sort = (column) => {
    const number = rows.some((row) => row.cells[column]?.classList.contains("number"));
    falling = sorted === column ? !falling : number;
    sorted = column;
    const order = number ? (a, b) => (parseFloat(value(a, column)) || 0) - (parseFloat(value(b, column)) || 0)
      : (a, b) => compare(value(a, column), value(b, column));
    body.append(...[...rows].sort((a, b) => (falling ? -1 : 1) * order(a, b)));
    at = -1;
  };

  document.querySelector("#list thead").addEventListener("click", (event) => {
    const column = event.target.dataset.sort;
    if (column) sort(Number(column));
  });
  search.addEventListener("input", () => {
    const word = search.value.toLowerCase();
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(word);
    at = -1;
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target === search) { if (event.key === "Escape" || event.key === "Enter") search.blur(); return; }
    if (event.key === "j" || event.key === "k") move(event.key === "j" ? 1 : -1);
    else if (event.key === "Enter") seen()[at]?.querySelector("a")?.click();
    else if (event.key === "/") { event.preventDefault(); search.focus(); }
  });
}
