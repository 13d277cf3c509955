const legacyCodes: Readonly<Record<string, number>> = {
  InvalidCharacterError: 5,
  NotSupportedError: 9,
  AbortError: 20,
  QuotaExceededError: 22,
  TimeoutError: 23,
  DataCloneError: 25,
};

/** The DOMException class of Web IDL. */
export class DOMException extends Error {
  readonly code: number;

  constructor(
    message = "",
    nameOrOptions: string | { readonly name?: string; readonly cause?: unknown } = "Error",
  ) {
    const options = typeof nameOrOptions === "string" ? { name: nameOrOptions } : nameOrOptions;
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    Object.defineProperty(this, "name", { value: options.name ?? "Error", configurable: true });
    this.code = legacyCodes[this.name] ?? 0;
  }

  get [Symbol.toStringTag](): string {
    return "DOMException";
  }
}
