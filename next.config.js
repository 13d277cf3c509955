/** @type {import("next").NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  agentRules: false,
  serverExternalPackages: ["@connectrpc/connect-node", "isolated-vm"],
  headers: async () => [
    {
      // File names below carry a content hash (scripts/assets.ts).
      source: "/(monaco|run)/:hash/:path+",
      headers: [{ key: "cache-control", value: "public, max-age=31536000, immutable" }],
    },
  ],
};
