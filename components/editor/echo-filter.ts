/** Tells what the owner of a text merely gives back from what it changed by itself. */
export type EchoFilter = {
  /** The editor reported this text to the owner. */
  reported(text: string): void;
  /** True when a text the owner hands down is the owner's own change and must be shown. */
  isNews(text: string, shown: string): boolean;
};

/** Texts remembered; an owner that lags further behind while the visitor types would be overwritten at the next news. */
const longestLag = 64;

/**
 * While someone types, the owner's state lags behind: "a" may come down when the editor already shows "ab". Such
 * echoes are recognised by what was reported, and by having come down before, so that fast typing is never undone.
 */
export function createEchoFilter(initial: string): EchoFilter {
  let waiting: string[] = [];
  let lastDown = initial;
  return {
    reported(text) {
      waiting.push(text);
      if (waiting.length > longestLag) waiting.shift();
    },
    isNews(text, shown) {
      if (text === lastDown) return false;
      lastDown = text;
      const echo = waiting.lastIndexOf(text);
      if (echo >= 0) {
        waiting = waiting.slice(echo + 1);
        return false;
      }
      if (text === shown) return false;
      waiting = [];
      return true;
    },
  };
}
