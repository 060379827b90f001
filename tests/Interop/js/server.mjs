// The echo service on grpc-js over TLS, for our client. Arguments: certificate file and key file (both PEM).
// Prints {"port": …} once it listens and {"ended": key} whenever it has seen the end of a hanging call. Stops when its input ends.
import fs from 'node:fs';
import grpc from '@grpc/grpc-js';
import { EchoService, message } from './schema.mjs';

const [certificateFile, keyFile] = process.argv.slice(2);
const say = (fact) => console.log(JSON.stringify(fact));

const reply = ({ text, replySize }, number = 0) => ({ text, number, payload: Buffer.alloc(replySize) });

function selected(metadata, prefix) {
  const found = new grpc.Metadata();
  for (const key of Object.keys(metadata.getMap()).filter((name) => name.startsWith(prefix))) {
    metadata.get(key).forEach((value) => found.add(key, value));
  }
  return found;
}

function inspect(call, done) {
  const headers = Object.keys(call.metadata.getMap()).map((key) => {
    const [value] = call.metadata.get(key);
    return Buffer.isBuffer(value) ? { key, bytes: value } : { key, text: value };
  });
  call.sendMetadata(selected(call.metadata, 'echo-'));
  const deadline = call.getDeadline();
  const left = Number.isFinite(Number(deadline)) ? { seconds: Math.round((Number(deadline) - Date.now()) / 1000) } : undefined;
  done(null, { headers, method: call.getPath(), host: call.getHost(), peer: call.getPeer(), timeLeft: left }, selected(call.metadata, 'trail-'));
}

function fail({ request }, done) {
  const metadata = new grpc.Metadata();
  if (request.withDetails) {
    const any = (type, value) => ({ type_url: `type.googleapis.com/${type}`, value: message(type).serialize(value) });
    const status = {
      code: request.status,
      message: request.message,
      details: [
        any('google.rpc.ErrorInfo', { reason: 'ECHO_FAILED', domain: 'mash.v1' }),
        any('google.rpc.BadRequest', { fieldViolations: [{ field: 'children[0].name', description: 'Enter a name.' }] }),
      ],
    };
    metadata.set('grpc-status-details-bin', message('google.rpc.Status').serialize(status));
  }
  done({ code: request.status, details: request.message, metadata });
}

function hang(call) {
  call.on('cancelled', () => say({ ended: call.request.key }));
}

const server = new grpc.Server();
server.addService(EchoService.service, {
  unary: (call, done) => done(null, reply(call.request)),
  copy: (call, done) => done(null, call.request),
  serverStream: (call) => {
    for (let number = 1; number <= call.request.count; number++) call.write({ number });
    call.end();
  },
  clientStream: (call, done) => {
    const texts = [];
    call.on('data', ({ text }) => texts.push(text));
    call.on('end', () => done(null, { text: texts.join(' '), number: texts.length }));
  },
  duplex: (call) => {
    let number = 0;
    call.on('data', (request) => call.write(reply(request, ++number)));
    call.on('end', () => call.end());
  },
  inspect,
  fail,
  hang,
  hangStream: (call) => {
    call.write({ number: 1 });
    hang(call);
  },
});

const credentials = grpc.ServerCredentials.createSsl(null, [
  { private_key: fs.readFileSync(keyFile), cert_chain: fs.readFileSync(certificateFile) },
]);
server.bindAsync('127.0.0.1:0', credentials, (error, port) => {
  if (error) throw error;
  say({ port });
});
process.stdin.resume();
process.stdin.on('end', () => {
  server.forceShutdown();
  process.exit(0);
});
