// What is done in the page that is measured. Every act returns a promise of numbers.
const frame = () => new Promise((done) => requestAnimationFrame(done));
// What was put on the page before this frame is on the screen at the next.
const next = async () => {
  await frame();
  return frame();
};
const until = async (holds) => {
  const began = performance.now();
  while (!holds()) {
    if (performance.now() - began > 25_000) throw new Error(`never: ${holds}`);
    await frame();
  }
  return next();
};
const find = (selector) => document.querySelector(selector);
const all = (selector) => [...document.querySelectorAll(selector)];
const timed = async (act, holds) => {
  const began = performance.now();
  act();
  await until(holds);
  return performance.now() - began;
};
const SECONDS = 3;
const perSecond = async (step) => {
  const began = performance.now();
  let frames = 0;
  while (performance.now() - began < SECONDS * 1000) {
    step?.(frames);
    await frame();
    frames += 1;
  }
  return (frames * 1000) / (performance.now() - began);
};

const rest = () => perSecond();
const isHome = () => location.hash.length < 3 && find("main a.figure");
const home = () => until(isHome);
const leave = () => { location.hash = "#/"; return home(); };
const hasRows = () => all(".grid .lines [role=row]").length > 10 && isFull();
const isFull = () => all(".grid .lines [role=row]").every((row) => row.innerText.trim().length > 0);
const items = () => timed(() => { location.hash = "#/items"; }, () => find(".grid") && hasRows());
const scroll = () => {
  const grid = find(".grid");
  grid.scrollTop = 0;
  return perSecond(() => { grid.scrollTop += 120; });
};
const blank = async () => {
  const grid = find(".grid");
  grid.scrollTop = 0;
  let frames = 0;
  let bad = 0;
  await perSecond(() => {
    grid.scrollTop += 120;
    frames += 1;
    if (!isFull()) bad += 1;
  });
  grid.scrollTop = 0;
  return (100 * bad) / frames;
};
const write = (field, text) => {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
};
const type = (text) => {
  const field = find(".filter-words input");
  field.focus();
  return timed(() => write(field, text), () => {
    const asked = new URLSearchParams(location.hash.split("?")[1] ?? "").get("text") ?? "";
    return asked === text && find(".grid")?.dataset.old === "false" && isFull();
  });
};
const item = async (key) => {
  const began = performance.now();
  location.hash = `#/items/${key}`;
  await until(() => find(".item-grid") && find("main").innerText.includes(key));
  const first = performance.now() - began;
  await until(() => find(".item-grid .react-flow__node"));
  return [first, performance.now() - began];
};
const impact = async (key) => {
  const taken = await timed(
    () => { location.hash = `#/impact?out=${key}`; },
    () => location.hash.includes(key) && find(".react-flow__node") && find(".react-flow__viewport").style.transform !== "",
  );
  return [taken, all(".react-flow__node").length];
};
// Opens group after group until so many boxes are shown; how long the last one took, which asks the whole question anew.
const grow = async (wanted) => {
  let taken = 0;
  for (;;) {
    const shown = all(".react-flow__node").length;
    const groups = all(".box[data-group=true]").filter((box) => Number.parseInt(box.querySelector(".box-count").textContent, 10) <= wanted - shown);
    if (shown >= wanted || groups.length === 0) return [taken, shown];
    const group = groups[0].closest(".react-flow__node");
    taken = await timed(
      () => group.dispatchEvent(new MouseEvent("dblclick", { bubbles: true })),
      () => all(".react-flow__node").length > shown,
    );
  }
};
const pan = async () => {
  const pane = find(".react-flow__pane");
  const viewport = find(".react-flow__viewport");
  const { left, top, width, height } = pane.getBoundingClientRect();
  const before = viewport.style.transform;
  const mouse = (type, target, x, y) =>
    target.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, view: window, button: 0, buttons: 1, clientX: x, clientY: y }));
  const [x, y] = [left + width / 2, top + height / 2];
  mouse("mousedown", pane, x, y);
  const rate = await perSecond((at) => mouse("mousemove", window, x + 200 * Math.sin(at / 20), y + 100 * Math.cos(at / 20)));
  if (viewport.style.transform === before) throw new Error("the picture did not move");
  mouse("mouseup", window, x, y);
  return rate;
};
