import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{app,bench,client-runtime,components,lib,scripts,server,tests}/**/*.test.{ts,tsx}"],
    exclude: ["tests/e2e/**", "node_modules/**"],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Two cores: more files at once only make each other late.
    maxWorkers: 2,
  },
});
