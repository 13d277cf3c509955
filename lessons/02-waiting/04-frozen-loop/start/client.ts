import { createClient } from "@connectrpc/connect";
import { sleep, transport } from "playground";
import { Vault } from "./gen/vault_pb";
import { params } from "./params";

const vault = createClient(Vault, transport);

/**
 * en: Logins
 * zh: 登录
 */
export async function logins() {
  const hashes = params.passwords.map((password) => vault.hash({ password }));
  const pings = [];
  for (let sent = 0; sent < params.pings; sent++) {
    await sleep(params.pingEveryMs);
    pings.push(vault.ping({}));
  }
  await Promise.all(pings);
  return (await Promise.all(hashes)).map(({ hash }) => hash);
}
