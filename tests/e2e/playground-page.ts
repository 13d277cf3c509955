import { expect, type Page } from "@playwright/test";

export type CallRow = {
  readonly call: number;
  readonly status: string;
  readonly intendedUs: number;
  readonly sentUs: number;
  readonly arrivedUs: number;
  readonly startedUs: number;
  readonly endedUs: number;
  readonly repliedUs: number;
  readonly receivedUs: number;
  readonly resumedUs: number;
  readonly worker: number;
};

type Words = {
  readonly run: string;
  readonly stop: string;
  readonly calls: string;
  readonly console: string;
};
const words = {
  en: { run: "Run", stop: "Stop", calls: "Calls", console: "Console" },
  zh: { run: "运行", stop: "停止", calls: "调用", console: "控制台" },
} as const satisfies Record<string, Words>;

/** The playground as a visitor sees it: what they press and what they read, nothing else. */
export class PlaygroundPage {
  readonly page: Page;
  readonly words: Words;

  constructor(page: Page, language: keyof typeof words = "en") {
    this.page = page;
    this.words = words[language];
  }

  get runButton() {
    return this.page.getByRole("button", { name: this.words.run, exact: true });
  }

  get stopButton() {
    return this.page.getByRole("button", { name: this.words.stop, exact: true });
  }

  async openFile(name: string): Promise<void> {
    await this.page.getByRole("tab", { name: new RegExp(`^${name.replace(".", "\\.")}`) }).click();
  }

  /** Replaces the whole text of the open file by keyboard, as a visitor who pastes. */
  async replaceText(content: string): Promise<void> {
    const editor = this.page.locator(".monaco-editor").first();
    await editor.waitFor();
    await editor.locator(".view-lines").click();
    await this.page.keyboard.press("ControlOrMeta+A");
    await this.page.keyboard.insertText(content);
  }

  async edit(name: string, content: string): Promise<void> {
    await this.openFile(name);
    await this.replaceText(content);
  }

  async chooseExperiment(name: string): Promise<void> {
    await this.page.getByLabel(/^(Experiment|实验)$/).selectOption(name);
  }

  async setNumber(label: string, value: number): Promise<void> {
    const settings = this.page.getByRole("button", { name: /^(Settings|设置)$/ });
    if ((await settings.getAttribute("aria-expanded")) !== "true") await settings.click();
    const field = this.page.getByRole("textbox", { name: label, exact: true });
    await field.fill(String(value));
    await field.press("Tab");
    await settings.click();
  }

  /** Presses Run and waits until the run is over. */
  async run(experiment: string): Promise<void> {
    await this.chooseExperiment(experiment);
    const feature = this.page.locator("[data-finished-runs]");
    const before = Number(await feature.getAttribute("data-finished-runs"));
    await this.runButton.click();
    await expect(feature).toHaveAttribute("data-finished-runs", String(before + 1), { timeout: 70_000 });
    await expect(this.runButton).toBeVisible();
  }

  async showTab(name: string): Promise<void> {
    await this.page.getByRole("tab", { name, exact: true }).click();
  }

  /** The rows of the Calls table, in call order. */
  async calls(): Promise<CallRow[]> {
    await this.showTab(this.words.calls);
    const rows = this.page.locator("table tbody tr[data-call]");
    await rows.first().waitFor();
    return await rows.evaluateAll((elements) =>
      elements
        .map((element) => {
          const data = (element as HTMLElement).dataset;
          const number = (name: string) => Number(data[name] ?? Number.NaN);
          return {
            call: number("call"),
            status: data.status ?? "",
            intendedUs: number("intendedUs"),
            sentUs: number("sentUs"),
            arrivedUs: number("arrivedUs"),
            startedUs: number("startedUs"),
            endedUs: number("endedUs"),
            repliedUs: number("repliedUs"),
            receivedUs: number("receivedUs"),
            resumedUs: number("resumedUs"),
            worker: number("worker"),
          };
        })
        .sort((a, b) => a.call - b.call),
    );
  }
}

/** Most intervals alive at the same time. */
export function maxOverlap(intervals: readonly (readonly [number, number])[]): number {
  const events = intervals.flatMap(([from, to]) => [[from, 1] as const, [to, -1] as const]);
  events.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  let open = 0;
  let most = 0;
  for (const [, change] of events) {
    open += change;
    most = Math.max(most, open);
  }
  return most;
}
