// en: The code that was generated from the first version, as its clients still carry it:
// zh: 由第一版生成的代码，老客户端里带的还是它：
//
//   message SayHelloRequest {
//     string name = 1;
//     string legacy_id = 3;
//   }

import type { GenFile, GenMessage, GenService } from "@bufbuild/protobuf/codegenv2";
import { fileDesc, messageDesc, serviceDesc } from "@bufbuild/protobuf/codegenv2";
import type { Message } from "@bufbuild/protobuf";

export const file_greet: GenFile = /*@__PURE__*/
  fileDesc("CgtncmVldC5wcm90bxIIZ3JlZXQudjEiMgoPU2F5SGVsbG9SZXF1ZXN0EgwKBG5hbWUYASABKAkSEQoJbGVnYWN5X2lkGAMgASgJIiMKEFNheUhlbGxvUmVzcG9uc2USDwoHbWVzc2FnZRgBIAEoCTJMCgdHcmVldGVyEkEKCFNheUhlbGxvEhkuZ3JlZXQudjEuU2F5SGVsbG9SZXF1ZXN0GhouZ3JlZXQudjEuU2F5SGVsbG9SZXNwb25zZWIGcHJvdG8z");

export type SayHelloRequest = Message<"greet.v1.SayHelloRequest"> & {
  name: string;

  legacyId: string;
};

export const SayHelloRequestSchema: GenMessage<SayHelloRequest> = /*@__PURE__*/
  messageDesc(file_greet, 0);

export type SayHelloResponse = Message<"greet.v1.SayHelloResponse"> & {
  message: string;
};

export const SayHelloResponseSchema: GenMessage<SayHelloResponse> = /*@__PURE__*/
  messageDesc(file_greet, 1);

export const Greeter: GenService<{
  sayHello: {
    methodKind: "unary";
    input: typeof SayHelloRequestSchema;
    output: typeof SayHelloResponseSchema;
  },
}> = /*@__PURE__*/
  serviceDesc(file_greet, 0);

