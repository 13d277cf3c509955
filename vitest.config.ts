import { defineConfig } from "vitest/config";

/**
 * Those that judge what was measured: after the others, one after the other and alone. A check that meets a busy machine says
 * so, and is made again.
 */
const measuring = ["tests/cost/growth.test.ts", "tests/lessons/every-lesson.test.ts"];

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Two cores: more files at once only make each other late.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: "suites",
          include: ["{app,bench,client-runtime,components,lib,scripts,server,tests}/**/*.test.{ts,tsx}"],
          exclude: ["tests/e2e/**", "node_modules/**", ...measuring],
          sequence: { groupOrder: 0 },
        },
      },
      ...measuring.map((file, index) => ({
        extends: true as const,
        test: {
          name: file.split("/")[1] ?? file,
          include: [file],
          sequence: { groupOrder: index + 1 },
          maxConcurrency: 3,
        },
      })),
    ],
  },
});
