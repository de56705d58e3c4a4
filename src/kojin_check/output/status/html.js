"use strict";
(() => {
  const words = JSON.parse(document.getElementById("words").textContent);
  const table = document.querySelector(".cases");
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  const texts = new Map(rows.map((row) => [row, fold(row.textContent)]));
  const text = document.getElementById("text");
  const department = document.getElementById("department");
  const status = document.getElementById("status");
  const work = document.getElementById("work");
  const shown = document.getElementById("shown");
  const empty = document.querySelector(".empty");
  const format = new Intl.NumberFormat(document.documentElement.lang);
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

  const filter = () => {
    const wanted = text.value.split(/\s+/).map(fold).filter(Boolean);
    const sums = {};
    let count = 0;
    for (const row of rows) {
      const data = row.dataset;
      const fits = wanted.every((one) => texts.get(row).includes(one)) &&
        (department.value === "*" || "=" + data.department === department.value) &&
        (status.value === "*" || data.status === status.value) &&
        (!work.checked || Number(data.errors) > 0 || Number(data.unanswered) > 0 || data.status === "");
      row.hidden = !fits;
      if (!fits) continue;
      count += 1;
      for (const name of words.sums) sums[name] = (sums[name] || 0) + Number(data[name]);
    }
    for (const cell of table.tFoot.querySelectorAll("[data-sum]")) {
      cell.textContent = format.format(sums[cell.dataset.sum] || 0);
    }
    shown.value = words.shown.replace("{shown}", format.format(count)).replace("{all}", format.format(rows.length));
    empty.hidden = count > 0;
  };

  const compare = (key, isNumber) => (one, other) => {
    const a = one.dataset[key], b = other.dataset[key];
    if (isNumber) return Number(a) - Number(b);
    if ((a === "") !== (b === "")) return a === "" ? 1 : -1;
    return collator.compare(a, b);
  };

  const sort = (heading) => {
    const isNumber = heading.classList.contains("number") || heading.hasAttribute("data-descending");
    const before = heading.getAttribute("aria-sort");
    const first = isNumber ? "descending" : "ascending";
    const order = before === null ? first : before === "ascending" ? "descending" : "ascending";
    for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", order);
    const by = compare(heading.dataset.sort, isNumber);
    const sorted = [...rows].sort(order === "ascending" ? by : (one, other) => by(other, one));
    body.append(...sorted);
  };

  for (const heading of table.querySelectorAll("th[data-sort]")) {
    // Not a <button>: browsers leave these out where a heading is repeated on the next printed page.
    const button = document.createElement("span");
    button.setAttribute("role", "button");
    button.tabIndex = 0;
    button.title = words.sort;
    button.append(...heading.childNodes);
    button.addEventListener("click", () => sort(heading));
    button.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      sort(heading);
    });
    heading.append(button);
  }
  // Not every program that fills in a page sends both.
  for (const control of [text, department, status, work]) {
    for (const event of ["input", "change"]) control.addEventListener(event, filter);
  }
  document.querySelector(".tools").hidden = false;
  filter();
})();
