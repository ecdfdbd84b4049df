// ajv.js SCHEMA INSTANCE - nanoseconds that ajv takes for one instance, the
// median of 31 samples: verdict only, then all findings; one number a line.
'use strict';
const fs = require('fs');
const Ajv = require('ajv/dist/2020');

const [schema, instance] =
    process.argv.slice(2).map(file => JSON.parse(fs.readFileSync(file)));

function median(validate) {
    const samples = [];
    let count = 1;
    const run = () => {
        const start = process.hrtime.bigint();
        for (let i = 0; i < count; i++)
            if (!validate(instance))
                throw new Error('ajv finds the instance invalid');
        return Number(process.hrtime.bigint() - start);
    };
    while (run() < 3e6)
        count *= 2;
    for (let i = 0; i < 31; i++)
        samples.push(run() / count);
    return samples.sort((a, b) => a - b)[15];
}

for (const allErrors of [false, true])
    console.log(median(new Ajv({allErrors, strict: false}).compile(schema)));
