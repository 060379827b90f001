"""Calls every kind of method of the echo service over TLS with grpcio and prints what came back as one JSON object.

Arguments: host:port, certificate file (PEM), descriptor set file, prefix for the keys by which the server notes calls.
"""

import base64
import json
import queue
import sys

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

SERVICE = "mash.compat.tests.EchoService"


class Schema:
    """Message classes and call stubs made from a descriptor set."""

    def __init__(self, path):
        self.pool = descriptor_pool.DescriptorPool()
        files = descriptor_pb2.FileDescriptorSet()
        with open(path, "rb") as file:
            files.ParseFromString(file.read())
        for file in files.file:
            self.pool.Add(file)
        self.factory = message_factory.MessageFactory(self.pool)

    def message(self, full_name):
        return self.factory.GetPrototype(self.pool.FindMessageTypeByName(full_name))

    def stub(self, channel, name):
        method = self.pool.FindServiceByName(SERVICE).methods_by_name[name]
        kind = descriptor_pb2.MethodDescriptorProto()
        method.CopyToProto(kind)
        create = {
            (False, False): channel.unary_unary,
            (False, True): channel.unary_stream,
            (True, False): channel.stream_unary,
            (True, True): channel.stream_stream,
        }[kind.client_streaming, kind.server_streaming]
        request = self.message(method.input_type.full_name)
        response = self.message(method.output_type.full_name)
        return request, create(f"/{SERVICE}/{name}", request.SerializeToString, response.FromString)


class Peer:
    def __init__(self, address, certificate, schema, prefix):
        with open(certificate, "rb") as file:
            self.credentials = grpc.ssl_channel_credentials(file.read())
        self.address = address
        self.schema = schema
        self.prefix = prefix
        self.channel = self.open()

    def open(self, credentials=None, **arguments):
        return grpc.secure_channel(self.address, credentials or self.credentials, **arguments)

    def stub(self, name, channel=None):
        return self.schema.stub(channel or self.channel, name)

    def unary(self):
        request, call = self.stub("Unary")
        return call(request(text="Gwyneth Ô 子")).text

    def copy(self):
        request, call = self.stub("Copy")
        message = request(
            double_value=3.141592653589793,
            float_value=-1.5,
            int32_value=-2147483648,
            int64_value=-9223372036854775808,
            uint32_value=4294967295,
            uint64_value=18446744073709551615,
            sint64_value=-1,
            fixed64_value=1,
            sfixed32_value=-2,
            bool_value=True,
            string_value="Llŷr 子",
            bytes_value=b"\x00\xff",
            maybe_number=0,
            maybe_text="",
            colour=2,
            colours=[1, 2],
            texts=["a", "", "b"],
            words="words",
        )
        message.counts["one"] = 1
        message.counts["zero"] = 0
        message.inners[-1].name = "minus one"
        message.instant.seconds = 1772323199
        message.instant.nanos = 123000000
        message.nested.name = "nested"
        return base64.b64encode(call(message).SerializeToString()).decode()

    def server_stream(self):
        request, call = self.stub("ServerStream")
        return [reply.number for reply in call(request(count=50))]

    def client_stream(self):
        request, call = self.stub("ClientStream")
        reply = call(request(text=text) for text in ["one", "two", "three"])
        return {"text": reply.text, "number": reply.number}

    def duplex(self):
        request, call = self.stub("Duplex")
        answers = []
        questions = queue.SimpleQueue()
        questions.put("0")
        for reply in call(request(text=text) for text in iter(questions.get, None)):
            answers.append(reply.text)
            questions.put(str(len(answers)) if len(answers) < 20 else None)
        return answers

    def deadline(self):
        request, call = self.stub("Hang")
        grpc.channel_ready_future(self.channel).result(timeout=30)
        return code_of(lambda: call(request(key=f"{self.prefix}-deadline"), timeout=2))

    def deadline_seen(self):
        request, call = self.stub("Inspect")
        return call(request(), timeout=600).time_left.seconds

    def cancel(self):
        request, call = self.stub("HangStream")
        replies = call(request(key=f"{self.prefix}-cancel"))
        next(replies)
        replies.cancel()
        return code_of(lambda: next(replies))

    def metadata(self):
        request, call = self.stub("Inspect")
        data = b"\x00\x01\x7f\x80\xff"
        reply, done = call.with_call(
            request(),
            metadata=[
                ("x-text", "note"),
                ("x-data-bin", data),
                ("echo-text", "head"),
                ("echo-data-bin", data),
                ("trail-text", "end"),
                ("trail-data-bin", data),
            ],
        )
        seen = {header.key: header for header in reply.headers}
        headers = dict(done.initial_metadata())
        trailers = dict(done.trailing_metadata())
        return {
            "seenText": seen["x-text"].text,
            "seenBytes": seen["x-data-bin"].bytes.hex(),
            "headerText": headers["echo-text"],
            "headerBytes": headers["echo-data-bin"].hex(),
            "trailerText": trailers["trail-text"],
            "trailerBytes": trailers["trail-data-bin"].hex(),
        }

    def status_details(self):
        request, call = self.stub("Fail")
        try:
            call(request(status=3, message="Not valid: ŵ", with_details=True))
        except grpc.RpcError as error:
            trailers = dict(error.trailing_metadata())
            status = self.schema.message("google.rpc.Status").FromString(trailers["grpc-status-details-bin"])
            info = self.schema.message("google.rpc.ErrorInfo").FromString(status.details[0].value)
            request = self.schema.message("google.rpc.BadRequest").FromString(status.details[1].value)
            return {
                "code": error.code().value[0],
                "message": error.details(),
                "innerMessage": status.message,
                "types": [detail.type_url for detail in status.details],
                "reason": info.reason,
                "field": request.field_violations[0].field,
            }

    def compression(self):
        request, inspect = self.stub("Inspect")
        inspection = inspect(request(), compression=grpc.Compression.Gzip)
        request, unary = self.stub("Unary")
        reply = unary(request(text="a" * 100000, reply_size=200000), compression=grpc.Compression.Gzip)
        return {
            "requestEncoding": inspection.encoding,
            "acceptedEncodings": inspection.accepted_encodings,
            "textSize": len(reply.text),
            "payloadSize": len(reply.payload),
        }

    def error_after_messages(self):
        request, call = self.stub("ServerStream")
        numbers = []
        replies = call(request(count=4, status=15))

        def read():
            for reply in replies:
                numbers.append(reply.number)

        code = code_of(read)
        return {"code": code, "numbers": numbers, "sent": dict(replies.trailing_metadata())["sent"]}

    def authorization(self):
        request, guarded = self.stub("Guarded")
        token = grpc.access_token_call_credentials("reader")
        with self.open(grpc.composite_channel_credentials(self.credentials, token)) as channel:
            _, with_token = self.stub("Guarded", channel)
            _, restricted = self.stub("Restricted", channel)
            return {
                "withoutToken": code_of(lambda: guarded(request())),
                "name": with_token(request()).text,
                "otherRole": code_of(lambda: restricted(request())),
            }

    def too_large(self):
        request, call = self.stub("Unary")
        return code_of(lambda: call(request(payload=bytes(5 * 1024 * 1024))))

    def unimplemented(self):
        request, call = self.stub("Missing")
        return code_of(lambda: call(request()))

    def retry(self):
        policy = {
            "methodConfig": [
                {
                    "name": [{}],
                    "retryPolicy": {
                        "maxAttempts": 4,
                        "initialBackoff": "0.01s",
                        "maxBackoff": "0.1s",
                        "backoffMultiplier": 2,
                        "retryableStatusCodes": ["UNAVAILABLE"],
                    },
                }
            ]
        }
        with self.open(options=[("grpc.service_config", json.dumps(policy))]) as channel:
            request, call = self.stub("Flaky", channel)
            return call(request(key=f"{self.prefix}-retry", failures=2)).number

    def untrusted(self):
        with self.open(grpc.ssl_channel_credentials()) as channel:
            request, call = self.stub("Unary", channel)
            return code_of(lambda: call(request()))


def code_of(action):
    try:
        action()
        return 0
    except grpc.RpcError as error:
        return error.code().value[0]


def main():
    address, certificate, descriptors, prefix = sys.argv[1:]
    peer = Peer(address, certificate, Schema(descriptors), prefix)
    print(
        json.dumps(
            {
                "unary": peer.unary(),
                "copy": peer.copy(),
                "serverStream": peer.server_stream(),
                "clientStream": peer.client_stream(),
                "duplex": peer.duplex(),
                "deadline": peer.deadline(),
                "deadlineSeen": peer.deadline_seen(),
                "cancel": peer.cancel(),
                "metadata": peer.metadata(),
                "statusDetails": peer.status_details(),
                "compression": peer.compression(),
                "errorAfterMessages": peer.error_after_messages(),
                "authorization": peer.authorization(),
                "tooLarge": peer.too_large(),
                "unimplemented": peer.unimplemented(),
                "retry": peer.retry(),
                "untrusted": peer.untrusted(),
            }
        )
    )


main()
