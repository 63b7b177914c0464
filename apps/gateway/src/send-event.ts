import { loadEnv } from '#process';
import { sendExample } from './example/send-example.js';

loadEnv();
sendExample(process.argv.slice(2), process.env)
  .then(({ isTaken, output }) => {
    process.stdout.write(output);
    process.exitCode = isTaken ? 0 : 1;
  })
  .catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
