// An agency's system that was written without our SDK: it knows the proto files, the issuer's metadata and its own key.
// It submits, bulk-submits, watches events and reads what is wrong with a bad contact, and prints what came back as one JSON object.
// Arguments: hub (host:port), certificate authority (PEM), issuer, client id, key file (PEM).
import fs from 'node:fs';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';
import { accessToken } from './token.mjs';

const [hub, authorityFile, issuer, clientId, keyFile] = process.argv.slice(2);
const protos = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../../protos');
const definitions = protoLoader.loadSync(
  ['mash/v1/contact_service.proto', 'mash/v1/event_service.proto', 'google/rpc/status.proto', 'google/rpc/error_details.proto'],
  { includeDirs: [protos], keepCase: true, longs: Number, enums: String, oneofs: true },
);
const { mash } = grpc.loadPackageDefinition(definitions);
const decode = (name, bytes) => definitions[name].deserialize(bytes);

const token = await accessToken({ issuer, clientId, keyFile, scope: 'contacts.submit contacts.read events.read' });
const bearer = grpc.credentials.createFromMetadataGenerator((_, done) => {
  const metadata = new grpc.Metadata();
  metadata.set('authorization', `Bearer ${token}`);
  done(null, metadata);
});
const tls = grpc.credentials.createSsl(fs.readFileSync(authorityFile));
const credentials = grpc.credentials.combineChannelCredentials(tls, bearer);
const contacts = new mash.v1.ContactService(hub, credentials);
const events = new mash.v1.EventService(hub, credentials);

const deadline = () => ({ deadline: Date.now() + 60_000 });
const call = (client, method, request) =>
  new Promise((resolve) => client[method](request, new grpc.Metadata(), deadline(), (error, reply) => resolve({ error, reply })));

function contact(reference) {
  return {
    source_code: '3A',
    sender_reference: reference,
    referrer: { name: 'Gwen Ashdown', role: 'Health visitor', organisation: 'Fictional health trust', telephone: '03069 990042' },
    children: [{ name: { given: 'Rhys', family: 'Tolworth' }, date_of_birth: { year: 2021, month: 3, day: 9 }, sender_child_reference: `${reference}-1` }],
    concern: { narrative: 'Seen at the clinic with a bruise that nobody could explain.', categories: ['18C'] },
  };
}

/** Everything that is wrong, from the details of a google.rpc.Status. */
function violationsOf(status) {
  const reasons = [];
  const fields = [];
  for (const detail of status.details) {
    const name = detail.type_url.slice(detail.type_url.lastIndexOf('/') + 1);
    const message = decode(name, detail.value);
    if (name === 'google.rpc.ErrorInfo') reasons.push(`${message.domain}/${message.reason}`);
    if (name === 'google.rpc.BadRequest') fields.push(...message.field_violations.map((violation) => violation.field));
  }
  return { reasons, fields: fields.sort() };
}

async function bad() {
  const wrong = contact('JS-BAD');
  wrong.source_code = '99';
  wrong.children[0].nhs_number = '9990000000';
  wrong.children[0].date_of_birth = { year: 2021, month: 2, day: 30 };
  wrong.children[0].gaps = [{ field: 'ethnicity' }];
  wrong.concern.narrative = '   ';
  wrong.family_awareness = { aware: false };
  const { error } = await call(contacts, 'SubmitContact', { request_id: randomUUID(), contact: wrong });
  const [bytes] = error.metadata.get('grpc-status-details-bin');
  return { code: error.code, ...violationsOf(decode('google.rpc.Status', bytes)) };
}

/** Sends contacts on one stream and waits for the answer to each. */
function bulk(requests) {
  return new Promise((resolve, reject) => {
    const answers = {};
    const stream = contacts.SubmitContacts(new grpc.Metadata(), deadline());
    stream.on('data', (answer) => {
      answers[answer.request_id] = answer.result === 'accepted' ? answer.accepted.contact_id : violationsOf(answer.refused);
      if (Object.keys(answers).length === requests.length) stream.end();
    });
    stream.on('error', reject);
    stream.on('end', () => resolve(requests.map((request) => answers[request.request_id])));
    requests.forEach((item) => stream.write({ item }));
  });
}

/** Watches until so many events came. */
function watch(count) {
  return new Promise((resolve, reject) => {
    const seen = [];
    const stream = events.WatchEvents({ after_sequence: 0 }, new grpc.Metadata(), deadline());
    stream.on('data', ({ event }) => {
      if (event) seen.push({ sequence: event.sequence, kind: event.kind, contact_id: event.contact_id });
      if (seen.length === count) stream.cancel();
    });
    stream.on('error', (error) => (error.code === grpc.status.CANCELLED ? resolve(seen) : reject(error)));
  });
}

const first = { request_id: randomUUID(), contact: contact('JS-1') };
const submitted = await call(contacts, 'SubmitContact', first);
if (submitted.error) throw submitted.error;
const again = await call(contacts, 'SubmitContact', first);
const other = await call(contacts, 'SubmitContact', { ...first, contact: contact('JS-OTHER') });
const many = Array.from({ length: 20 }, (_, index) => ({ request_id: randomUUID(), contact: contact(`JS-BULK-${index}`) }));
many[7].contact.concern = undefined;
const bulked = await bulk(many);
const read = await call(contacts, 'GetContact', { contact_id: submitted.reply.contact_id });
const anonymous = new mash.v1.ContactService(hub, tls);
const unauthenticated = await call(anonymous, 'GetContact', { contact_id: submitted.reply.contact_id });

console.log(JSON.stringify({
  contact_id: submitted.reply.contact_id,
  what_happens_next: submitted.reply.what_happens_next,
  again: { contact_id: again.reply?.contact_id, replayed: again.reply?.replayed },
  conflict: other.error?.code,
  bad: await bad(),
  bulk: bulked,
  read: read.reply?.contact.details.concern.narrative,
  events: await watch(2 * 20),
  unauthenticated: unauthenticated.error?.code,
}));
[contacts, events, anonymous].forEach((client) => client.close());
