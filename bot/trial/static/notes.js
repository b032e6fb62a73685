// What is said over the chat for a moment: toasts, and alerts that must be closed.

import { say } from "./wording.js";

const SHORTEST = 4000;
const PER_LETTER = 60;

export function toast(text) {
  const note = document.createElement("div");
  note.className = "toast";
  note.setAttribute("role", "status");
  document.querySelector(".toasts").replaceChildren(note);
  note.textContent = text; // after it stands in the page, so that it is read out
  note.addEventListener("click", () => note.remove());
  setTimeout(() => note.remove(), Math.max(SHORTEST, text.length * PER_LETTER));
}

export function alert(text) {
  const dialog = document.querySelector("dialog.alert");
  dialog.querySelector("p").textContent = text;
  if (!dialog.open) dialog.showModal();
}

/** Say something to those who do not see the page; loudly breaks into what is being read. */
export function announce(text, loudly = false) {
  document.querySelector(`[data-place=${loudly ? "loud" : "polite"}]`).textContent = text;
}

export function enlarge(address, caption) {
  const dialog = document.querySelector("dialog.viewer");
  const image = dialog.querySelector("img");
  image.src = address;
  image.alt = caption || say("picture");
  dialog.querySelector("p").textContent = caption;
  image.onclick = () => dialog.close();
  dialog.onclick = (event) => event.target === dialog && dialog.close();
  dialog.showModal();
}
