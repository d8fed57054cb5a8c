// Runs a Worker's script under Node: its fetch handler gets Node's own Request and gives a Response.
// node serve-worker.mjs SCRIPT PORT CERTIFICATE-FOLDER
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { createSecureContext } from "node:tls";
import { pathToFileURL } from "node:url";

const [script, port, certificates] = process.argv.slice(2);
const worker = (await import(pathToFileURL(script))).default;

const contextOf = (host) => createSecureContext({
  cert: readFileSync(`${certificates}/${host}/fullchain.pem`),
  key: readFileSync(`${certificates}/${host}/privkey.pem`),
});

const server = createServer({ SNICallback: (host, done) => done(null, contextOf(host)) }, async (incoming, outgoing) => {
  const request = new Request(`https://${incoming.headers.host.replace(/:\d+$/, "")}${incoming.url}`, { method: incoming.method });
  const response = await worker.fetch(request, {}, {});
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
});
server.listen(Number(port), "127.0.0.1");
