import { site } from "./listener";

/** What the site itself answers outside of `/d/`, under every spelling of its path. */
export async function attack() {
  const paths = [
    "/",
    "/readyz",
    "/en",
    "/sandbox.html",
    "/rpc/playground.v1.DeploymentService/GetDeployment",
    "/playground.v1.DeploymentService/GetDeployment",
    "/d/../readyz",
    "/d/%2e%2e/readyz",
    "/D/x",
    "//d/x",
  ];
  const settled = await Promise.allSettled(paths.map((path) => fetch(site + path)));
  console.log(`arrived: ${paths.filter((_, at) => settled[at]?.status === "fulfilled").join()}`);
}
