// Puts the page together: what the program tells goes into the log, what the person does goes to the program.

import { Beside } from "./beside.js";
import { Composer } from "./composer.js";
import { Connection } from "./connection.js";
import { Log } from "./log.js";
import { Menu } from "./menu.js";
import { alert, announce, enlarge, toast } from "./notes.js";
import { Sound } from "./sound.js";
import { say } from "./wording.js";

const TYPING_LASTS = 5000;
const ANSWER_WITHIN = 15000;

const BY_MOUSE = matchMedia("(pointer: fine)"); // elsewhere a focused box would open the keyboard on the screen

const start = document.querySelector("button[name=start]");
const unblock = document.querySelector("button[name=unblock]");
const about = document.querySelector(".about");
const form = document.querySelector(".composer");
const state = document.querySelector("[data-place=state]");
const dots = document.querySelector(".typing");
const block = document.querySelector("button[name=block]");

const connection = new Connection(document.body.dataset.chat, tell, (open) => {
  if (shown.open && !open) announce(say("connection_lost"));
  showState({ open });
});
const sound = new Sound();
const shown = { open: false, typing: false, blocked: false, name: document.title, unseen: 0 };
const presses = new Map();
let typingEnds = 0;

const log = new Log({
  press,
  command: (command) => attempt(() => connection.write(command)),
  enlarge,
  copy: (text) => navigator.clipboard.writeText(text).then(() => toast(say("copied"))),
  change: () => composer.startChange(),
});
const composer = new Composer(
  {
    write: (text) => attempt(() => connection.write(text)),
    change: (id, text) => attempt(() => connection.change(id, text)),
    sample: (sample) => attempt(() => connection.sample(sample)),
    file: (file) => attempt(() => connection.file(file)),
    lastOwnText: () => log.lastOwnText(),
  },
  announce,
);
const more = new Menu(document.querySelector("button[name=more]"), document.querySelector("#more"));

const beside =
  document.body.dataset.panel === "shown"
    ? new Beside(document.querySelector("button[name=beside]"), document.querySelector(".beside"), () => connection.beside())
    : null;

start.addEventListener("click", () => attempt(() => connection.write("/start")));
unblock.addEventListener("click", () => attempt(() => connection.block(false)));
block.addEventListener("click", () => {
  more.close();
  attempt(() => connection.block(!shown.blocked));
});
document.querySelector("button[name=another]").addEventListener("click", () => {
  location.search = `?chat=${100000 + Math.floor(Math.random() * 900000)}`;
});
document.addEventListener("visibilitychange", () => showState({ unseen: 0 }));
connection.open();

/** Do something that goes to the program; say so where it fails. Returns whether it went through. */
async function attempt(action) {
  try {
    await action();
    return true;
  } catch (error) {
    toast(error.message);
    return false;
  }
}

async function press(id, data) {
  log.wait(id, data, true);
  try {
    const answer = await connection.press(id, data);
    presses.set(answer.press, id);
    setTimeout(() => settle(answer.press), ANSWER_WITHIN);
  } catch (error) {
    log.wait(id, data, false);
    toast(error.message);
  }
}

function settle(pressed) {
  const id = presses.get(pressed);
  presses.delete(pressed);
  if (id !== undefined && ![...presses.values()].includes(id)) log.wait(id, null, false);
}

function tell(news) {
  beside?.soon();
  switch (news.kind) {
    case "snapshot":
      showProfile(news);
      log.replace(news.messages);
      showState({ blocked: news.blocked });
      break;
    case "profile":
      showProfile(news);
      break;
    case "message":
      arrive(news.message);
      break;
    case "edit":
      log.change(news.message);
      break;
    case "delete":
      log.remove(news.id);
      showState({});
      break;
    case "typing":
      typing(true);
      break;
    case "answer":
      answer(news);
      break;
    case "blocked":
      showState({ blocked: news.blocked });
      break;
  }
}

function arrive(message) {
  const first = log.empty;
  if (message.from_bot) typing(false);
  log.add(message);
  showState({});
  if (first && document.activeElement === document.body && BY_MOUSE.matches) composer.focus();
  if (message.from_bot && message.sounds) {
    announce(message.text, true);
    sound.ring();
    if (document.hidden) showState({ unseen: shown.unseen + 1 });
  }
}

function answer(news) {
  // The answer may come before the press knows its own number, so the whole message is freed.
  settle(news.press);
  log.wait(news.message_id, null, false);
  if (news.text && news.alert) alert(news.text);
  else if (news.text) toast(news.text);
}

function typing(on) {
  clearTimeout(typingEnds);
  if (on) typingEnds = setTimeout(() => typing(false), TYPING_LASTS);
  dots.hidden = !on;
  showState({ typing: on });
  if (on && log.following) log.toEnd();
}

function showProfile({ name, description, commands }) {
  for (const place of document.querySelectorAll("[data-place=name]")) place.textContent = name;
  document.querySelector("[data-place=description]").textContent = description;
  composer.offer(commands);
  showState({ name });
}

function showState(changes) {
  Object.assign(shown, changes);
  const words = say(!shown.open ? "connecting" : shown.typing ? "typing" : "ready");
  if (state.textContent !== words) state.textContent = words;
  document.title = shown.unseen ? `(${shown.unseen}) ${shown.name}` : shown.name;
  about.hidden = !log.empty;
  unblock.hidden = !shown.blocked;
  start.hidden = shown.blocked || !log.empty;
  form.hidden = shown.blocked || log.empty;
  block.textContent = say(shown.blocked ? "unblock" : "block");
}
