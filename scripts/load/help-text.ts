export const helpText = `Fires a load test from the server and prints what it measured, as JSON.

Usage: npm run load -- --deployment <id> --method <package.Service/Method> [options]

What is called
  --origin <url>        Where the server is. Default: http://127.0.0.1:$PORT, or port 3000
  --deployment <id>     As the playground names it
  --method <name>       A unary method: greet.v1.Greeter/SayHello
  --message <json>      The request in protobuf's JSON. Default: {}
  --protocol <name>     connect, grpc-web or grpc. Default: connect
  --codec <name>        binary or json. Default: binary
  --http <version>      1.1 or 2. Default: 1.1; gRPC has 2
  --connections <n>     HTTP/2 connections that share the calls. Default: 1

How much (one of the two)
  --rate <n>            Open model: calls per second, whether or not earlier ones were answered
    --arrivals <how>    poisson or constant. Default: poisson
    --max-in-flight <n> Calls under way; beyond, calls are sent late or not at all. Default: 256
  --clients <n>         Closed model: clients that wait for their answers
    --think <time>      Between an answer and the next call. Default: 0ms
    --think-times <how> constant or exponential. Default: constant

For how long
  --duration <time>     500ms, 10s, 1m. Default: 10s
  --deadline <time>     Of each call. Default: 5s
  --shape <name>        constant, ramp, step or sweep. Default: constant
    --from <n>          Where ramp, step and sweep begin. Default: a tenth
    --levels <n>        Of step (2 or more) and sweep (8 or more). Default: 2 and 8
  --seed <n>            The same seed draws the same times. Default: 1

Output
  --quiet               No progress on standard error
  --strict              Exit code 3 when the measurement is not to be trusted: a law does not hold, the
                        generator fell behind, or the load was more than the workers serve
  --help                This text

Exit codes: 0 the plan was fired to its end · 1 it was refused, stopped or lost · 2 a flag is wrong · 3 see --strict
Times in the output are µs. Percentiles: nearest rank (Hyndman and Fan, type 1), from the intended start and from the send.
`;
