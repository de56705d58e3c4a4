// The page and, in a worker of its own, Python. Everything that is judged, written or printed comes from Python.

const inWorker = typeof document === "undefined";

// Python's side: starts the runtime with what the page hands over, then answers questions one after another.

async function startPython({ runtime, builtFor, program }) {
  const { loadPyodide } = await import(runtime.entry);
  const python = await loadPyodide({
    indexURL: runtime.folder,
    stdLibURL: runtime.library,
    lockFileContents: builtFor,
    packageBaseUrl: runtime.folder,
    ...(runtime.module ? { createPyodideModule: (await import(runtime.module)).default } : {}),
    env: { PYDANTIC_DISABLE_PLUGINS: "__all__", HOME: "/" },
  });
  python.unpackArchive(program, "zip", { extractDir: "/program" });
  python.runPython("import sys; sys.path.insert(0, '/program')");
  const Desk = python.pyimport("kojin_check.page.answers").Desk;
  const desk = Desk();
  return (question) => desk.answer(question);
}

if (inWorker) {
  let answer = null;
  self.onmessage = async ({ data }) => {
    try {
      if (data.start) {
        answer = await startPython(data.start);
        self.postMessage({ id: data.id, answer: "{}" });
      } else {
        self.postMessage({ id: data.id, answer: answer(data.question) });
      }
    } catch (error) {
      self.postMessage({ id: data.id, error: String(error.stack || error) });
    }
  };
}

// The page's side: where the files of Python are, beside the page or inside of it.

function embedded(name, type) {
  const element = document.getElementById(name);
  if (!element) return null;
  const bytes = Uint8Array.from(atob(element.textContent), (character) => character.charCodeAt(0));
  element.remove();
  return new Blob([bytes], { type });
}

async function parts() {
  const builtFor = JSON.parse(atob(document.body.dataset.builtFor));
  const wasm = embedded("pyodide.asm.wasm", "application/wasm");
  if (!wasm) {
    const at = (name) => new URL(name, document.baseURI).href;
    const response = await fetch(at("program.zip"));
    return {
      worker: at("page.js"),
      start: {
        builtFor,
        program: await response.arrayBuffer(),
        runtime: { entry: at("runtime/pyodide.mjs"), folder: at("runtime/"), library: at("runtime/python_stdlib.zip") },
      },
    };
  }
  const script = "text/javascript";
  const url = (blob) => URL.createObjectURL(blob);
  return {
    worker: null, // A page that was opened as a file may not start one.
    start: {
      builtFor,
      program: await embedded("program.zip", "application/zip").arrayBuffer(),
      runtime: {
        entry: url(embedded("pyodide.mjs", script)),
        module: url(embedded("pyodide.asm.mjs", script)),
        // What stands behind # does not count when it is fetched: the runtime asks for a file in this “folder”.
        folder: `${url(wasm)}#/`,
        library: url(embedded("python_stdlib.zip", "application/zip")),
      },
    },
  };
}

class Python {
  #worker;
  #waiting = new Map();
  #next = 0;
  ready;

  constructor() {
    this.ready = this.#start();
  }

  async #start() {
    const { worker, start } = await parts();
    if (!worker) {
      const answer = await startPython(start);
      this.#send = async ({ question }) => JSON.parse(answer(question));
      return;
    }
    this.#worker = new Worker(worker, { type: "module" });
    this.#worker.onmessage = ({ data }) => {
      const { resolve, reject } = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      data.error ? reject(new Error(data.error)) : resolve(JSON.parse(data.answer));
    };
    await this.#send({ start });
  }

  #send = (message) =>
    new Promise((resolve, reject) => {
      const id = this.#next++;
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ ...message, id });
    });

  async ask(ask, details) {
    await this.ready;
    const { answer, problem } = await this.#send({ question: JSON.stringify({ ask, ...details }) });
    if (problem) throw Object.assign(new Error(problem.en), { said: problem });
    return answer;
  }
}

// The page.

const RESTORED = "kojin-check";

function startPage() {
  const at = (id) => document.getElementById(id);
  const state = { language: "ja", report: null, form: null, versions: null, view: "text" };
  const say = (ja, en) => (state.language === "ja" ? ja : en);
  const python = new Python();
  const ask = async (question, details = {}) => {
    try {
      return await python.ask(question, details);
    } catch (error) {
      throw error.said ? new Error(say(error.said.ja, error.said.en)) : error;
    }
  };

  function tell(text, isProblem = false) {
    at("state").textContent = text;
    at("state").classList.toggle("problem", isProblem);
  }

  const attempt = (action) => async (...given) => {
    try {
      await action(...given);
    } catch (error) {
      tell(error.message, true);
    }
  };

  function build(tag, properties = {}, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  // Language: every text of the page stands in it twice.

  function speak(language) {
    state.language = language;
    document.documentElement.lang = language;
    for (const element of document.querySelectorAll("[data-ja]")) element.textContent = element.dataset[language];
    for (const element of document.querySelectorAll("[data-ja-label]"))
      element.setAttribute("aria-label", element.dataset[`${language}Label`]);
    for (const element of document.querySelectorAll("[data-ja-placeholder]"))
      element.placeholder = element.dataset[`${language}Placeholder`];
    at("language").textContent = say("English", "日本語");
    at("language").lang = say("en", "ja");
  }

  at("language").addEventListener("click", attempt(async () => {
    speak(say("en", "ja"));
    remember();
    await check();
  }));

  // The text, and what is kept of it in this browser.

  const text = at("text");
  const name = () => at("name").value || "案件.yaml";

  function remember() {
    try {
      localStorage.setItem(RESTORED, JSON.stringify({ name: name(), text: text.value, language: state.language }));
    } catch {
      tell(say("このブラウザには、書きかけの文を残せません。", "This browser cannot keep the text."), true);
    }
  }

  function restore() {
    let kept = null;
    try {
      kept = JSON.parse(localStorage.getItem(RESTORED));
    } catch {
      // Somebody else's note under this name: there is nothing to restore.
    }
    speak(kept?.language === "en" ? "en" : "ja");
    if (typeof kept?.text === "string" && kept.text) {
      at("name").value = kept.name;
      write(kept.text);
    }
  }

  function write(value) {
    text.value = value;
    number();
  }

  function number() {
    const lines = text.value.split(/\r\n|\r|\n/).length;
    const marks = new Map();
    for (const finding of state.report?.findings ?? [])
      if (finding.severity !== "info" && marks.get(finding.line) !== "error") marks.set(finding.line, finding.severity);
    const rows = [];
    for (let line = 1; line <= lines; line++)
      rows.push(marks.has(line) ? build("span", { className: marks.get(line), textContent: line }) : String(line), "\n");
    at("gutter").replaceChildren(...rows);
    at("gutter").scrollTop = text.scrollTop;
  }

  text.addEventListener("scroll", () => { at("gutter").scrollTop = text.scrollTop; });

  let pause = 0;
  text.addEventListener("input", () => {
    remember();
    clearTimeout(pause);
    pause = setTimeout(attempt(check), 300);
  });
  at("name").addEventListener("change", remember);

  at("clear").addEventListener("click", attempt(async () => {
    localStorage.removeItem(RESTORED);
    write("");
    await check();
    tell(say("このブラウザに残っていた文を消しました。", "The text kept in this browser is cleared."));
  }));

  async function load(fileName, value) {
    at("name").value = fileName;
    write(value);
    remember();
    await check();
  }

  // Findings.

  let latest = 0;
  async function check() {
    const turn = ++latest;
    if (!text.value.trim()) {
      state.report = state.form = null;
      return show();
    }
    const details = { name: name(), text: text.value, language: state.language };
    const report = await ask("check", details);
    const form = state.view === "form" ? await ask("form", details) : null;
    if (turn !== latest) return; // Somebody has typed since: what comes of that is on its way.
    state.report = report;
    state.form = form;
    tell("");
    show();
  }

  function show() {
    number();
    showReport();
    showOpen();
    if (state.view === "form") showForm();
  }

  const WORDS = { error: ["エラー", "error"], warning: ["警告", "warning"], info: ["情報", "info"] };

  function showReport() {
    const report = state.report;
    const verdict = at("verdict");
    at("correct").disabled = !report?.summary.fixable;
    at("correct").textContent = say("直す", "Correct") + (report?.summary.fixable ? ` (${report.summary.fixable})` : "");
    if (!report) {
      verdict.textContent = say("まだ何も確かめていません。", "Nothing has been checked yet.");
      verdict.className = "";
      at("counts").textContent = "";
      return at("findings").replaceChildren();
    }
    const { errors, warnings, infos, answers } = report.summary;
    verdict.className = errors ? "error" : warnings || answers.unanswered ? "warning" : "good";
    verdict.textContent = errors
      ? say(`エラーが${errors}件あります。`, `${errors} to correct.`)
      : warnings
        ? say(`エラーはありません。警告が${warnings}件あります。`, `No errors, ${warnings} to look at.`)
        : answers.unanswered
          ? say("問題は見つかりませんでしたが、未回答があります。", "No problems found, but something is unanswered.")
          : say("問題は見つかりませんでした。", "No problems found.");
    at("counts").textContent = say(
      `エラー ${errors}、警告 ${warnings}、情報 ${infos}、承認済み ${report.waived.length}。回答 ${answers.total}のうち未回答 ${answers.unanswered}。`,
      `${errors} errors, ${warnings} warnings, ${infos} infos, ${report.waived.length} waived. ${answers.unanswered} of ${answers.total} answers open.`,
    );
    at("findings").replaceChildren(
      ...report.findings.map((finding) => entry(finding, false)),
      ...report.waived.map((finding) => entry(finding, true)),
    );
  }

  function entry(finding, isWaived) {
    const word = isWaived ? say("承認済み", "waived") : say(...WORDS[finding.severity]);
    const place = say(`${finding.line}行目`, `line ${finding.line}`);
    const button = build(
      "button",
      { type: "button" },
      build("span", { className: "word", textContent: word }),
      build("span", { className: "place", textContent: ` ${place} ${finding.rule}${finding.party ? ` ${finding.party}` : ""}` }),
      build("br"),
      finding.message,
      build("span", { className: "hint", textContent: finding.hint }),
    );
    button.addEventListener("click", () => goTo(finding));
    return build("li", { className: isWaived ? "" : finding.severity }, button);
  }

  // Places count lines and characters from 1; a character of two UTF-16 units is one.
  function offset(line, column) {
    const ends = /\r\n|\r|\n/g;
    let start = 0;
    for (let number = 1; number < line && ends.exec(text.value); number++) start = ends.lastIndex;
    return start + [...text.value.slice(start)].slice(0, column - 1).join("").length;
  }

  function goTo(finding) {
    turnTo("text");
    text.focus();
    const end = offset(finding.end_line, finding.end_column);
    text.setSelectionRange(offset(finding.line, finding.column), end);
    const height = text.scrollHeight / text.value.split(/\r\n|\r|\n/).length;
    text.scrollTop = Math.max(0, (finding.line - 5) * height);
  }

  at("correct").addEventListener("click", attempt(async () => {
    const before = text.value;
    const { text: after, fixed, difference } = await ask("correct", { name: name(), text: before });
    at("changes-title").textContent = say(`${fixed}件を直しました`, `${fixed} corrected`);
    at("difference").replaceChildren(
      ...difference.split("\n").slice(2).map((line) =>
        build("span", { className: line.startsWith("-") ? "gone" : line.startsWith("+") ? "come" : "", textContent: `${line}\n` }),
      ),
    );
    at("undo").onclick = attempt(async () => {
      at("changes").close();
      await load(name(), before);
    });
    await load(name(), after);
    at("changes").showModal();
  }));

  // The form.

  async function turnTo(view) {
    state.view = view;
    at("text-view").hidden = view !== "text";
    at("form-view").hidden = view !== "form";
    at("show-text").setAttribute("aria-pressed", String(view === "text"));
    at("show-form").setAttribute("aria-pressed", String(view === "form"));
    if (view === "form") await check();
  }
  at("show-text").addEventListener("click", attempt(() => turnTo("text")));
  at("show-form").addEventListener("click", attempt(() => turnTo("form")));

  function showOpen() {
    const unanswered = state.report?.summary.answers.unanswered ?? 0;
    const blank = state.form ? state.form.pages.flatMap((page) => page.fields).filter((one) => one.open && one.required).length : 0;
    const count = at("open-count");
    count.textContent = !state.report
      ? ""
      : unanswered + blank
        ? say(`未回答 ${unanswered}`, `${unanswered} unanswered`) + (blank ? say(`、空欄 ${blank}`, `, ${blank} blank`) : "")
        : say("全て記入済み", "all filled in");
    count.className = unanswered + blank ? "some" : "none";
    at("next-open").hidden = state.view !== "form" || !(unanswered + blank);
  }

  at("next-open").addEventListener("click", () => {
    const open = [...at("form-view").querySelectorAll(".must-open")];
    const here = document.activeElement?.closest(".must-open");
    const next = open[(open.indexOf(here) + 1) % open.length];
    next?.scrollIntoView({ block: "center" });
    next?.querySelector("input, textarea, select, button")?.focus();
  });

  const fill = attempt(async (route, value) => {
    const after = await ask("fill", { text: text.value, route, value });
    write(after);
    remember();
    await check();
  });

  function showForm() {
    const form = at("form-view");
    const { scrollTop } = form;
    const focused = document.activeElement?.id;
    if (!state.form) {
      const why = text.value.trim()
        ? say("様式にできません。文の schema と checklist_version を確かめてください。", "There is no form: see schema and checklist_version in the text.")
        : say("「新しい案件…」から始めるか、案件を開いてください。", "Begin with “New case…”, or open a case.");
      return form.replaceChildren(build("p", { textContent: why }));
    }
    fields = 0;
    form.replaceChildren(...state.form.pages.flatMap(pageOf), ...state.form.sheets.flatMap(sheetOf));
    form.scrollTop = scrollTop;
    if (focused) at(focused)?.focus();
  }

  // A form can have a field on several of its pages, so its place in the file does not tell one from the other.
  let fields = 0;
  const nextId = () => `field ${fields++}`;

  function pageOf(page) {
    return [build("h3", { textContent: page.title }), ...page.fields.map(fieldOf)];
  }

  function fieldOf(field) {
    const isOpen = field.open && field.required;
    const className = `field${field.open ? " open" : ""}${isOpen ? " must-open" : ""}`;
    const must = field.required ? "must" : "";
    const id = nextId();
    if (field.kind === "choices" || field.kind === "choice") {
      const chosen = [field.value].flat();
      const words = { true: say("はい", "yes"), false: say("いいえ", "no") };
      const inputs = field.values.map((value, index) => {
        const type = field.kind === "choices" ? "checkbox" : "radio";
        const input = build("input", { type, name: id, id: `${id} ${index}`, value, checked: chosen.includes(value) });
        input.addEventListener("change", () => {
          const values = [...at("form-view").querySelectorAll(`[name="${CSS.escape(id)}"]:checked`)].map((one) => one.value);
          fill(field.route, field.kind === "choices" ? values : value);
        });
        return build("label", {}, input, ` ${words[value] ?? value} `);
      });
      return build("fieldset", { className }, build("legend", { className: must, textContent: field.label }), ...inputs);
    }
    const label = build("label", { className: must, textContent: field.label, htmlFor: id });
    const value = [field.value].flat().join("\n");
    const box = build("textarea", { id, value, rows: Math.max(1, value.split("\n").length), readOnly: field.kind === "shown" });
    if (field.kind === "shown") box.title = say("ここは、文のほうで書き換えてください。", "Change this in the text.");
    box.addEventListener("change", () => {
      const entries = box.value.split("\n").map((one) => one.trim()).filter(Boolean);
      fill(field.route, field.kind === "lines" ? entries : field.kind === "line" ? entries.join(" ") : box.value.trim());
    });
    return build("div", { className }, label, box);
  }

  function sheetOf(sheet) {
    const title = sheet.party ? `${sheet.title}（${sheet.party}）` : sheet.title;
    return [
      build("h3", { textContent: title }),
      ...sheet.sections.flatMap((section) => [
        build("h4", { textContent: section.heading }),
        ...section.rows.map((row) => itemOf(row, row.marks ?? sheet.marks)),
      ]),
    ];
  }

  function itemOf(row, marks) {
    const id = nextId();
    const reasons = build("datalist", { id: `${id} reasons` }, ...row.reasons.map((value) => build("option", { value })));
    const reason = build("input", {
      type: "text", id: `${id} reason`, className: "reason", value: row.reason,
      placeholder: say("理由", "reason"), ariaLabel: `${row.item} ${say("理由", "reason")}`,
    });
    reason.setAttribute("list", reasons.id);
    const answer = (mark) => {
      const needed = marks.find((one) => one.mark === mark)?.reason;
      fill(row.route, reason.value.trim() && needed ? `${mark}（${reason.value.trim()}）` : mark);
    };
    const buttons = marks.map((one, index) => {
      const input = build("input", { type: "radio", name: id, id: `${id} ${index}`, value: one.mark, checked: row.mark === one.mark });
      input.addEventListener("change", () => answer(one.mark));
      return build("label", { title: one.label }, input, one.mark);
    });
    reason.addEventListener("change", () => {
      if (row.mark) answer(row.mark);
    });
    const needsReason = marks.find((one) => one.mark === row.mark)?.reason;
    return build(
      "fieldset",
      { className: `item${row.open || (needsReason && !row.reason) ? " open must-open" : ""}` },
      build("legend", { textContent: row.text }),
      build("div", { className: "answers" }, ...buttons, ...(needsReason || row.open ? [reason, reasons] : []), row.note),
    );
  }

  at("form-view").addEventListener("submit", (event) => event.preventDefault());

  // A new case.

  at("begin").addEventListener("click", attempt(async () => {
    await loadVersions();
    at("new-matters").replaceChildren();
    at("new-problem").textContent = "";
    at("new-case").showModal();
  }));

  async function loadVersions(found = null) {
    state.versions = found ?? state.versions ?? (await ask("versions"));
    at("new-version").replaceChildren(
      ...state.versions.map((version) => build("option", { value: version.id, textContent: `${version.id} ${version.title}` })),
    );
    offerTypes();
  }

  const chosenVersion = () => state.versions.find((version) => version.id === at("new-version").value);

  function offerTypes() {
    at("new-matters").replaceChildren();
    at("new-type").replaceChildren(
      ...Object.keys(chosenVersion().types).map((type) => build("option", { value: type, textContent: type })),
    );
  }
  at("new-version").addEventListener("change", offerTypes);

  at("add-matter").addEventListener("click", () => {
    const type = at("new-type").value;
    const version = chosenVersion();
    const matter = build("fieldset", {}, build("legend", { textContent: type }));
    matter.dataset.type = type;
    for (const fact of version.types[type]) matter.append(questionOf(fact, version));
    const remove = build("button", { type: "button", textContent: say("取り消す", "Remove") });
    remove.addEventListener("click", () => matter.remove());
    matter.append(remove);
    at("new-matters").append(matter);
    matter.querySelector("input")?.focus();
  });

  let questions = 0;
  function questionOf(fact, version) {
    const group = `question ${questions++}`;
    const several = fact === "media";
    const values = several ? Object.keys(version.media) : ["true", "false"];
    const words = { true: say("はい", "yes"), false: say("いいえ", "no") };
    const asked = { media: say("取扱媒体", "Media"), subcontracts: say("さらに委託する先はありますか。", "Are there subcontracts?") };
    const question = build("div", { role: "group" }, build("span", { textContent: `${asked[fact] ?? version.facts[fact] ?? fact} ` }));
    question.ariaLabel = question.textContent;
    question.dataset.fact = fact;
    for (const value of values) {
      const input = build("input", { type: several ? "checkbox" : "radio", name: group, value });
      question.append(build("label", { title: version.media[value] ?? "" }, input, ` ${words[value] ?? value}`));
    }
    return question;
  }

  at("create").addEventListener("click", async () => {
    const matters = [...at("new-matters").children].map((matter) => {
      const facts = {};
      for (const question of matter.querySelectorAll("[data-fact]")) {
        const chosen = [...question.querySelectorAll(":checked")].map((one) => one.value);
        if (question.dataset.fact === "media" && chosen.length) facts.media = chosen;
        else if (chosen.length) facts[question.dataset.fact] = chosen[0] === "true";
      }
      return { type: matter.dataset.type, facts };
    });
    const problem = (said) => { at("new-problem").textContent = said; };
    if (!matters.length) return problem(say("種別を選んで「加える」を押してください。", "Choose a type and press “Add”."));
    try {
      const value = await ask("new", { version: at("new-version").value, matters, language: state.language });
      at("new-case").close();
      state.view = "form";
      await load("案件.yaml", value);
      await turnTo("form");
    } catch (error) {
      problem(error.message);
    }
  });

  // Files in and out.

  async function take(file) {
    const data = base64(new Uint8Array(await file.arrayBuffer()));
    if (/\.xlsx$/i.test(file.name)) {
      const { text: value, notices } = await ask("from_workbook", { name: file.name, data, language: state.language });
      await load(file.name.replace(/\.xlsx$/i, ".yaml"), value);
      return tell(notices.join(" "));
    }
    await load(file.name, await ask("open", { name: file.name, data }));
  }

  function base64(bytes) {
    let binary = "";
    for (const byte of bytes) binary += String.fromCharCode(byte);
    return btoa(binary);
  }

  function download(fileName, parts, type) {
    const url = URL.createObjectURL(new Blob(parts, { type }));
    build("a", { href: url, download: fileName }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }

  at("open").addEventListener("click", () => at("file").click());
  at("file").addEventListener("change", attempt(async () => {
    if (at("file").files[0]) await take(at("file").files[0]);
    at("file").value = "";
  }));
  at("save").addEventListener("click", attempt(() => download(name(), [text.value], "application/yaml")));
  at("workbook").addEventListener("click", attempt(async () => {
    const data = await ask("to_workbook", { name: name(), text: text.value, language: state.language });
    const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
    download(name().replace(/\.ya?ml$/i, "") + ".xlsx", [bytes], "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  }));

  at("print").addEventListener("click", attempt(async () => {
    const html = await ask("print", { name: name(), text: text.value, draft: !!state.report?.summary.errors, language: state.language });
    putOnPaper(html);
    at("paper").contentWindow.print();
  }));

  // Styles that a document brings along are not let in by the policy of the page; as objects they are.
  function putOnPaper(html) {
    const paper = at("paper");
    paper.hidden = false;
    const styles = [];
    const bare = html.replace(/<style>([^]*?)<\/style>/g, (_, one) => (styles.push(one), ""));
    const sheet = new DOMParser().parseFromString(bare, "text/html");
    const inner = paper.contentWindow;
    const style = new inner.CSSStyleSheet();
    style.replaceSync(styles.join("\n"));
    inner.document.title = sheet.title;
    inner.document.documentElement.lang = sheet.documentElement.lang;
    inner.document.body.replaceWith(inner.document.adoptNode(sheet.body));
    inner.document.adoptedStyleSheets = [style];
  }

  at("checklists").addEventListener("click", () => at("folder").click());
  at("folder").addEventListener("change", attempt(async () => {
    await useChecklists([...at("folder").files].map((file) => [file.webkitRelativePath, file]));
    at("folder").value = "";
  }));

  // A version is a folder with version.yaml; one that was given by itself counts as much as one among others.
  async function useChecklists(found) {
    const files = {};
    for (const [path, file] of found) {
      if (!/\.ya?ml$/i.test(path)) continue;
      files[path.split("/").slice(-2).join("/")] = await file.text();
    }
    await loadVersions(await ask("use_checklists", { files }));
    await check();
    tell(say(`チェックリストの版: ${state.versions.map((one) => one.id).join("、")}`, `Versions: ${state.versions.map((one) => one.id).join(", ")}`));
  }

  async function filesIn(entry, path = entry.name) {
    if (entry.isFile) return [[path, await new Promise((resolve, reject) => entry.file(resolve, reject))]];
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (!some.length) return found;
      for (const one of some) found.push(...(await filesIn(one, `${path}/${one.name}`)));
    }
  }

  for (const kind of ["dragenter", "dragover"])
    addEventListener(kind, (event) => { event.preventDefault(); document.body.classList.add("dropping"); });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) document.body.classList.remove("dropping"); });
  addEventListener("drop", attempt(async (event) => {
    event.preventDefault();
    document.body.classList.remove("dropping");
    const entry = event.dataTransfer.items[0]?.webkitGetAsEntry?.();
    if (entry?.isDirectory) return useChecklists(await filesIn(entry));
    if (event.dataTransfer.files[0]) await take(event.dataTransfer.files[0]);
  }));

  restore();
  showReport();
  tell(say("準備しています…", "Getting ready…"));
  python.ready.then(
    attempt(async () => {
      document.body.dataset.ready = "yes";
      tell("");
      await check();
    }),
    (error) => {
      document.body.dataset.ready = "no";
      tell(say("このブラウザでは動きません。新しい版の Edge か Chrome で開いてください。", "This browser cannot run the page. Use a recent Edge or Chrome.") + ` (${error.message})`, true);
    },
  );
  window.kojinCheck = {
    check: (fileName, value, language = "ja") => ask("check", { name: fileName, text: value, language }),
  };
}

if (!inWorker) startPage();
