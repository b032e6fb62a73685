// The soft two-note sound of a message that may ring. Browsers allow it only once the person has touched the page.

import { say } from "./wording.js";

const KEY = "footguide-sound";
const NOTES = [
  [659, 0],
  [880, 0.13],
];

export class Sound {
  constructor() {
    this.button = document.querySelector("button[name=sound]");
    this.on = localStorage.getItem(KEY) !== "off";
    this.#show();
    this.button.addEventListener("click", () => {
      this.on = !this.on;
      localStorage.setItem(KEY, this.on ? "on" : "off");
      this.#show();
      this.ring();
    });
    for (const gesture of ["pointerdown", "keydown"]) {
      document.addEventListener(gesture, () => (this.context ??= new AudioContext()), { once: true });
    }
  }

  ring() {
    if (!this.on || !this.context) return;
    for (const [pitch, delay] of NOTES) {
      const begin = this.context.currentTime + delay;
      const tone = new OscillatorNode(this.context, { frequency: pitch });
      const volume = new GainNode(this.context, { gain: 0 });
      volume.gain.linearRampToValueAtTime(0.12, begin + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.0001, begin + 0.4);
      tone.connect(volume).connect(this.context.destination);
      tone.start(begin);
      tone.stop(begin + 0.42);
    }
  }

  #show() {
    this.button.setAttribute("aria-pressed", String(this.on));
    this.button.title = say(this.on ? "sound_on" : "sound_off");
  }
}
