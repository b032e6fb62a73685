// The box to write in: sends, changes the last message, and offers commands as soon as a slash is typed.

import { Menu } from "./menu.js";
import { say } from "./wording.js";

export class Composer {
  /**
   * @param {object} doing what it leads to: write, change, sample, file, lastOwnText
   * @param {(words: string) => void} announce says something to those who do not see the page
   */
  constructor(doing, announce) {
    this.doing = doing;
    this.announce = announce;
    this.form = document.querySelector(".composer");
    this.field = this.form.querySelector("textarea");
    this.panel = this.form.querySelector("#commands");
    this.banner = this.form.querySelector(".editing");
    this.commands = [];
    this.changing = null;
    this.menu = new Menu(this.form.querySelector("[name=commands]"), this.panel, () => this.#list(this.commands));
    const keeps = this.menu.keeps.bind(this.menu);
    this.menu.keeps = (element) => keeps(element) || element === this.field;
    this.#wireAttachments();
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    this.field.addEventListener("input", () => this.#typed());
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.form.querySelector("[name=cancel]").addEventListener("click", () => this.#leaveChange());
  }

  offer(commands) {
    this.commands = commands;
  }

  focus() {
    this.field.focus();
  }

  /** Put the last text of the person back into the box. */
  startChange() {
    const message = this.doing.lastOwnText();
    if (!message) return;
    this.changing = message.id;
    this.banner.querySelector("[data-place=old]").textContent = message.text;
    this.banner.hidden = false;
    this.field.value = message.text;
    this.field.focus();
  }

  #leaveChange() {
    this.changing = null;
    this.banner.hidden = true;
    this.field.value = "";
    this.field.focus();
  }

  async #send() {
    const text = this.field.value.trim();
    if (!text) return;
    this.menu.close();
    if (this.changing === null) {
      await this.#write(text);
    } else if (await this.doing.change(this.changing, text)) {
      this.#leaveChange();
    }
  }

  // The box is empty at once, so that what is typed while a message is on its way is not lost; a message that could
  // not be sent comes back, in front of what was typed since.
  async #write(text) {
    this.field.value = "";
    if (!(await this.doing.write(text))) this.field.value = text + this.field.value;
  }

  async #choose(name) {
    this.menu.close();
    this.field.focus();
    this.field.value = "";
    await this.doing.write(`/${name}`);
  }

  #typed() {
    const typed = this.field.value;
    const found = /^\/\w*$/.test(typed) ? this.commands.filter((one) => one.command.startsWith(typed.slice(1))) : [];
    if (found.length === 0) {
      this.menu.close();
      return;
    }
    this.menu.show();
    this.#list(found);
    this.panel.querySelector("button").dataset.first = "";
    this.announce(say("commands_found", { number: found.length, first: found[0].command }));
  }

  #list(commands) {
    const buttons = commands.map(({ command, description }) => {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.command = command;
      const name = document.createElement("b");
      name.textContent = `/${command}`;
      const words = document.createElement("span");
      words.textContent = description;
      button.append(name, words);
      button.addEventListener("click", () => this.#choose(command));
      return button;
    });
    const none = document.createElement("p");
    none.textContent = say("no_commands");
    this.panel.replaceChildren(...(buttons.length > 0 ? buttons : [none]));
  }

  #key(event) {
    if (event.isComposing) return;
    const first = this.menu.open ? this.panel.querySelector("[data-first]") : null;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      if (first && `/${first.dataset.command}` !== this.field.value) this.#choose(first.dataset.command);
      else this.#send();
    } else if (event.key === "ArrowDown" && this.menu.open) {
      event.preventDefault();
      this.menu.focusFirst();
    } else if (event.key === "ArrowUp" && this.field.value === "") {
      event.preventDefault();
      this.startChange();
    } else if (event.key === "Escape") {
      if (this.menu.open) this.menu.close();
      else if (this.changing !== null) this.#leaveChange();
    }
  }

  #wireAttachments() {
    const menu = new Menu(this.form.querySelector("[name=attach]"), this.form.querySelector("#attachments"));
    for (const button of this.form.querySelectorAll("[data-sample]")) {
      button.addEventListener("click", () => {
        menu.close();
        this.doing.sample(button.dataset.sample);
      });
    }
    const chosen = this.form.querySelector("[name=chosen]");
    this.form.querySelector("[name=document]").addEventListener("click", () => chosen.click());
    chosen.addEventListener("change", () => {
      menu.close();
      for (const file of chosen.files) this.doing.file(file);
      chosen.value = "";
    });
  }
}
