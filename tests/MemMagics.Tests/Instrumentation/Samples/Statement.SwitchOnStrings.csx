// A switch over strings shows the case that ran; its head has no code of its own, for the compiler hides the jump.
// #!mprun -f Make new[] { Make("one"), Make("seven"), Make("none") }
object Make(string word)
{
    switch (word)
    {
        case "one":
            return new byte[1];                  //= 1x 32 B
        case "two":
        case "three":
            return new byte[2];
        case "four":
            return new byte[4];
        case "five":
            return new byte[5];
        case "six":
            goto case "seven";
        case "seven":
            var text = word + "!";               //= 1x 40 B
            return new[] { text };               //= 1x 32 B
        case "eight":
            return new byte[8];
        default:
            return new string('?', word.Length); //= 1x 32 B
    }
}
// outside of the functions: 48 B
