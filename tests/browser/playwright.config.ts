// The built page (www/dist) in the machine's own Chromium. `cargo xtask test browser` builds the page and runs this.
import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const installed = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const chromium = process.env["CHROMIUM"] ?? installed.find((path) => existsSync(path)) ?? "chromium";

export default defineConfig({
  testDir: ".",
  outputDir: "../artefacts/failures",
  // PLAYWRIGHT_JSON_OUTPUT_FILE names the file that the JSON report goes to.
  reporter: process.env["PLAYWRIGHT_JSON_OUTPUT_FILE"] ? [["list"], ["json"]] : [["list"]],
  forbidOnly: !!process.env["CI"],
  fullyParallel: true,
  workers: 2,
  // What passes only now and then is broken.
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  use: {
    browserName: "chromium",
    viewport: { width: 1400, height: 900 },
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: chromium,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
