const form = document.getElementById("filter");
function show() {
  const data = new FormData(form);
  const severities = data.getAll("severity"), rule = data.get("rule");
  const text = (data.get("text") || "").trim().toLowerCase(), dismissed = data.has("dismissed");
  let shown = 0;
  for (const file of document.querySelectorAll("section.file")) {
    let here = 0;
    for (const article of file.querySelectorAll("article")) {
      const fits = severities.includes(article.dataset.severity) &&
        (!rule || article.dataset.rule === rule) &&
        (dismissed || article.dataset.dismissed === undefined) &&
        (!text || (file.firstElementChild.textContent + article.textContent).toLowerCase().includes(text));
      article.hidden = !fits;
      here += fits;
    }
    file.hidden = !here && file.querySelector("article") !== null;
    shown += here;
  }
  document.getElementById("shown").textContent = `${shown} / ${document.querySelectorAll("article").length}`;
}
if (form) {
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
}
