// Calls every kind of method of the echo service over TLS with grpc-js and prints what came back as one JSON object.
// Arguments: host:port, certificate file (PEM), descriptor set file (not used: the proto files are parsed), prefix for the keys by which the server notes calls.
import fs from 'node:fs';
import grpc from '@grpc/grpc-js';
import { EchoService, message } from './schema.mjs';

const [address, certificateFile, , prefix] = process.argv.slice(2);
const tls = grpc.credentials.createSsl(fs.readFileSync(certificateFile));
const client = open();

function open(credentials = tls, options = {}) {
  return new EchoService(address, credentials, options);
}

/** Makes a unary call; gives the reply, or the error as `error`. */
function ask(method, request, { on = client, metadata = new grpc.Metadata(), options = {} } = {}) {
  return new Promise((resolve) => {
    const outcome = {};
    const call = on[method](request, metadata, options, (error, reply) => Object.assign(outcome, { error, reply }));
    call.on('metadata', (headers) => (outcome.headers = headers));
    call.on('status', (status) => resolve({ ...outcome, trailers: status.metadata }));
  });
}

const codeOf = async (...args) => (await ask(...args)).error?.code ?? 0;

/** Reads a stream of replies to its end. */
function readAll(call, onReply = () => {}) {
  return new Promise((resolve) => {
    call.on('data', onReply);
    call.on('error', () => {});
    call.on('status', resolve);
  });
}

async function unary() {
  return (await ask('unary', { text: 'Gwyneth Ô 子' })).reply.text;
}

async function copy() {
  const sent = {
    doubleValue: Math.PI,
    floatValue: -1.5,
    int32Value: -2147483648,
    int64Value: '-9223372036854775808',
    uint32Value: 4294967295,
    uint64Value: '18446744073709551615',
    sint64Value: '-1',
    fixed64Value: '1',
    sfixed32Value: -2,
    boolValue: true,
    stringValue: 'Llŷr 子',
    bytesValue: Buffer.from([0, 255]),
    maybeNumber: 0,
    maybeText: '',
    colour: 2,
    colours: [1, 2],
    texts: ['a', '', 'b'],
    counts: { one: 1, zero: 0 },
    inners: { '-1': { name: 'minus one' } },
    words: 'words',
    instant: { seconds: '1772323199', nanos: 123_000_000 },
    nested: { name: 'nested' },
  };
  const { reply } = await ask('copy', sent);
  return message('mash.compat.tests.Everything').serialize(reply).toString('base64');
}

async function serverStream() {
  const numbers = [];
  await readAll(client.serverStream({ count: 50 }), (reply) => numbers.push(reply.number));
  return numbers;
}

function clientStream() {
  return new Promise((resolve, reject) => {
    const call = client.clientStream((error, reply) => (error ? reject(error) : resolve({ text: reply.text, number: reply.number })));
    ['one', 'two', 'three'].forEach((text) => call.write({ text }));
    call.end();
  });
}

async function duplex() {
  const answers = [];
  const call = client.duplex();
  call.write({ text: '0' });
  await readAll(call, (reply) => {
    answers.push(reply.text);
    if (answers.length < 20) call.write({ text: String(answers.length) });
    else call.end();
  });
  return answers;
}

function deadline() {
  return codeOf('hang', { key: `${prefix}-deadline` }, { options: { deadline: Date.now() + 2000 } });
}

async function deadlineSeen() {
  const { reply } = await ask('inspect', {}, { options: { deadline: Date.now() + 600_000 } });
  return Number(reply.timeLeft.seconds);
}

async function cancel() {
  const call = client.hangStream({ key: `${prefix}-cancel` });
  const status = await readAll(call, () => call.cancel());
  return status.code;
}

async function metadata() {
  const data = Buffer.from([0, 1, 127, 128, 255]);
  const sent = new grpc.Metadata();
  sent.set('x-text', 'note');
  sent.set('x-data-bin', data);
  sent.set('echo-text', 'head');
  sent.set('echo-data-bin', data);
  sent.set('trail-text', 'end');
  sent.set('trail-data-bin', data);
  const { reply, headers, trailers } = await ask('inspect', {}, { metadata: sent });
  const seen = (key) => reply.headers.find((header) => header.key === key);
  return {
    seenText: seen('x-text').text,
    seenBytes: seen('x-data-bin').bytes.toString('hex'),
    headerText: headers.get('echo-text')[0],
    headerBytes: headers.get('echo-data-bin')[0].toString('hex'),
    trailerText: trailers.get('trail-text')[0],
    trailerBytes: trailers.get('trail-data-bin')[0].toString('hex'),
  };
}

async function statusDetails() {
  const { error } = await ask('fail', { status: 3, message: 'Not valid: ŵ', withDetails: true });
  const status = message('google.rpc.Status').deserialize(error.metadata.get('grpc-status-details-bin')[0]);
  // proto-loader unpacks an Any whose type it knows and marks it with @type.
  const [info, request] = status.details;
  return {
    code: error.code,
    message: error.details,
    innerMessage: status.message,
    types: status.details.map((detail) => detail['@type'] ?? detail.type_url ?? detail.typeUrl),
    reason: read('google.rpc.ErrorInfo', info).reason,
    field: read('google.rpc.BadRequest', request).fieldViolations[0].field,
  };
}

function read(type, any) {
  return any['@type'] ? any : message(type).deserialize(any.value);
}

async function compression() {
  const packing = open(tls, { 'grpc.default_compression_algorithm': grpc.compressionAlgorithms.gzip });
  const { reply: inspection } = await ask('inspect', {}, { on: packing });
  const { reply } = await ask('unary', { text: 'a'.repeat(100_000), replySize: 200_000 }, { on: packing });
  packing.close();
  return {
    requestEncoding: inspection.encoding,
    acceptedEncodings: inspection.acceptedEncodings,
    textSize: reply.text.length,
    payloadSize: reply.payload.length,
  };
}

async function errorAfterMessages() {
  const numbers = [];
  const status = await readAll(client.serverStream({ count: 4, status: 15 }), (reply) => numbers.push(reply.number));
  return { code: status.code, numbers, sent: status.metadata.get('sent')[0] };
}

async function authorization() {
  const token = grpc.credentials.createFromMetadataGenerator((_, done) => {
    const metadata = new grpc.Metadata();
    metadata.set('authorization', 'Bearer reader');
    done(null, metadata);
  });
  const reader = open(grpc.credentials.combineChannelCredentials(tls, token));
  const result = {
    withoutToken: await codeOf('guarded', {}),
    name: (await ask('guarded', {}, { on: reader })).reply.text,
    otherRole: await codeOf('restricted', {}, { on: reader }),
  };
  reader.close();
  return result;
}

async function retry() {
  const policy = {
    methodConfig: [
      {
        name: [{}],
        retryPolicy: {
          maxAttempts: 4,
          initialBackoff: '0.01s',
          maxBackoff: '0.1s',
          backoffMultiplier: 2,
          retryableStatusCodes: ['UNAVAILABLE'],
        },
      },
    ],
  };
  const patient = open(tls, { 'grpc.service_config': JSON.stringify(policy) });
  const { reply } = await ask('flaky', { key: `${prefix}-retry`, failures: 2 }, { on: patient });
  patient.close();
  return reply.number;
}

async function untrusted() {
  const stranger = open(grpc.credentials.createSsl());
  const code = await codeOf('unary', {}, { on: stranger });
  stranger.close();
  return code;
}

const report = {
  unary: await unary(),
  copy: await copy(),
  serverStream: await serverStream(),
  clientStream: await clientStream(),
  duplex: await duplex(),
  deadline: await deadline(),
  deadlineSeen: await deadlineSeen(),
  cancel: await cancel(),
  metadata: await metadata(),
  statusDetails: await statusDetails(),
  compression: await compression(),
  errorAfterMessages: await errorAfterMessages(),
  authorization: await authorization(),
  tooLarge: await codeOf('unary', { payload: Buffer.alloc(5 * 1024 * 1024) }),
  unimplemented: await codeOf('missing', {}),
  retry: await retry(),
  untrusted: await untrusted(),
};
client.close();
console.log(JSON.stringify(report));
