import path from 'node:path';
import { fileURLToPath } from 'node:url';
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';

const here = path.dirname(fileURLToPath(import.meta.url));

// Parsed here from the proto files themselves, by a parser that is not Google's.
const definitions = protoLoader.loadSync(['echo.proto', 'google/rpc/status.proto', 'google/rpc/error_details.proto'], {
  includeDirs: [path.join(here, '../../Compat.Tests'), path.join(here, '../../../protos')],
  keepCase: false,
  longs: String,
  defaults: true,
  oneofs: true,
});

const root = grpc.loadPackageDefinition(definitions);

export const EchoService = root.mash.compat.tests.EchoService;

/** The wire form of a message of this full name, as a function each way. */
export function message(fullName) {
  const { serialize, deserialize } = definitions[fullName];
  return { serialize, deserialize };
}
