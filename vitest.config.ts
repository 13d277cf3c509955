import { defineConfig } from "vitest/config";

const everyLesson = "tests/lessons/every-lesson.test.ts";

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
          exclude: ["tests/e2e/**", "node_modules/**", everyLesson],
          sequence: { groupOrder: 0 },
        },
      },
      {
        // After the others and alone: a check that meets a busy machine says so, and is made again.
        extends: true,
        test: {
          name: "lessons",
          include: [everyLesson],
          sequence: { groupOrder: 1 },
          maxConcurrency: 3,
        },
      },
    ],
  },
});
