/** Whether something serves, and who wants to hear when that changes. */
export class HealthState {
  #serving = true;
  #closed = false;
  #resume: NodeJS.Timeout | undefined;
  readonly #wakes = new Set<() => void>();

  get serving(): boolean {
    return this.#serving;
  }

  set(serving: boolean): void {
    clearTimeout(this.#resume);
    if (this.#closed || serving === this.#serving) return;
    this.#serving = serving;
    this.#wake();
  }

  /** Does not serve for a while. */
  rest(ms: number): void {
    this.set(false);
    if (!this.#closed) this.#resume = setTimeout(() => this.set(true), ms).unref();
  }

  /** Does not serve any more; whoever watches hears so, and that it is the last. */
  close(): void {
    this.set(false);
    this.#closed = true;
    this.#wake();
  }

  /** The state now and each time it changes, until it is closed. Throws the signal's reason when that fires. */
  async *watch(signal: AbortSignal): AsyncGenerator<boolean, void> {
    let told: boolean | null = null;
    for (;;) {
      signal.throwIfAborted();
      if (told !== this.#serving) {
        told = this.#serving;
        yield told;
      } else if (this.#closed) return;
      else await this.#change(signal);
    }
  }

  #change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#wakes.delete(wake);
        signal.removeEventListener("abort", wake);
        resolve();
      };
      this.#wakes.add(wake);
      signal.addEventListener("abort", wake);
    });
  }

  #wake(): void {
    for (const wake of [...this.#wakes]) wake();
  }
}
