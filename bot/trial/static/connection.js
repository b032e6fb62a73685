// The way to the program: news come in as server-sent events, what the person does goes out as JSON.

import { say } from "./wording.js";

const LONGEST_WAIT = 8000;

export class Connection {
  /**
   * @param {string} chat the number of the chat
   * @param {(news: object) => void} onNews called for each piece of news, in order
   * @param {(open: boolean) => void} onState called when the connection opens or breaks
   */
  constructor(chat, onNews, onState) {
    this.path = `chats/${chat}`;
    this.onNews = onNews;
    this.onState = onState;
    this.last = "";
    this.wait = 500;
    this.besideText = "";
  }

  open() {
    const language = (navigator.language || "en").split("-")[0];
    const address = `${this.path}/news?${new URLSearchParams({ language, after: this.last })}`;
    const source = new EventSource(address);
    source.onopen = () => {
      this.wait = 500;
      this.onState(true);
    };
    source.onmessage = (event) => {
      this.last = event.lastEventId;
      this.onNews(JSON.parse(event.data));
    };
    // Browsers differ in when they try again by themselves, so this does it always.
    source.onerror = () => {
      source.close();
      this.onState(false);
      setTimeout(() => this.open(), this.wait);
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
    };
  }

  write(text) {
    return this.#send("messages", { text });
  }

  change(id, text) {
    return this.#send(`messages/${id}`, { text });
  }

  press(id, data) {
    return this.#send("presses", { message_id: id, data });
  }

  sample(sample) {
    return this.#send("samples", { sample });
  }

  block(blocked) {
    return this.#send("block", { blocked });
  }

  /** What stands beside the chat, as a piece of HTML; what it was before where the program does not answer. */
  async beside() {
    try {
      const answer = await fetch(`${this.path}/beside`);
      if (answer.ok) this.besideText = await answer.text();
    } catch {
      // The news tell that the connection is lost.
    }
    return this.besideText;
  }

  file(file) {
    return this.#post(`documents?${new URLSearchParams({ name: file.name })}`, file, "application/octet-stream");
  }

  #send(path, body) {
    return this.#post(path, JSON.stringify(body), "application/json");
  }

  async #post(path, body, type) {
    let answer;
    try {
      answer = await fetch(`${this.path}/${path}`, { method: "POST", body, headers: { "Content-Type": type } });
    } catch {
      throw new Error(say("no_answer"));
    }
    if (!answer.headers.get("content-type")?.startsWith("application/json")) {
      throw new Error(say("fault"));
    }
    const result = await answer.json();
    if (!answer.ok) throw new Error(result.error);
    return result;
  }
}
