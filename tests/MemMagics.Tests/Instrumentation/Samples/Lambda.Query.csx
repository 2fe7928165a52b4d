// The clauses of a query are lines of the function.
// #!mprun -f Words Words(4)
string[] Words(int n)
{
    var words =                        //= 1x 288 B
        from i in Enumerable.Range(0, n)
        let word = new string('w', i)  //= 4x 216 B
        where word.Length > 1          //= 4x 0 B
        orderby word.Length descending //= 2x 0 B
        select word + "s";             //= 2x 64 B
    return words.ToArray();            //= 1x 264 B
}
