// Lambdas that a variable's value is made of are named by their line.
// #!mprun -f steps steps[0](10).Length + steps[1](20).Length
Func<int, byte[]>[] steps =
[
    n => new byte[n],                //= 1x 40 B
    n =>
    {
        var first = new byte[n];     //= 1x 48 B
        return [.. first, .. first]; //= 1x 64 B
    },
];
